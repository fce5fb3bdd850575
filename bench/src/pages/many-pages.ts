const LINES = 40;

/** A PDF of many upright A4 pages, each full of lines of Latin text over a coloured ground. */
export const manyPages = (count: number): Buffer => {
  const kids = Array.from({ length: count }, (_, page) => `${4 + page * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${count} /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...Array.from({ length: count }, (_, page) => pageOf(page)).flat(),
  ];
  let written = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const place = written.length;
    written += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${written.length}\n%%EOF`;
  return Buffer.from(`${written}${table}${trailer}`, 'latin1');
};

const pageOf = (page: number): readonly string[] => {
  const lines = Array.from({ length: LINES }, (_, line) => {
    const words = `Page ${page + 1}, line ${line + 1}: the board has agreed to what was proposed in its last meeting.`;
    return `1 0 0 1 60 ${780 - line * 18} Tm (${words}) Tj`;
  });
  const content = `0.94 0.96 1 rg 50 60 495 740 re f 0 g BT /F1 11 Tf ${lines.join(' ')} ET`;
  return [
    `<< /Type /Page /Parent 2 0 R /Contents ${5 + page * 2} 0 R >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ];
};

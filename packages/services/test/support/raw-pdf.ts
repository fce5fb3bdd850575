/** A PDF from its objects as they are written: the first is the catalogue. */
export const rawPdf = (objects: readonly string[]): Buffer => {
  let written = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const place = written.length;
    written += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${written.length}\n%%EOF`;
  return Buffer.from(`${written}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`, 'latin1');
};

export const stream = (text: string, facts = ''): string =>
  `<< /Length ${text.length} ${facts} >>\nstream\n${text}\nendstream`;

/** A line of Latin text upon a page. */
export const line = (words: string, x: number, y: number, size = 24): string =>
  `BT /F1 ${size} Tf ${x} ${y} Td (${words}) Tj ET`;

/**
 * Pages that say what they are given, one line each, upright A4.
 * @param ballast bytes that no page needs, before what stands on the pages and after it
 */
export const plainPdf = (pages: readonly string[], ballast = 0): Buffer => {
  const first = 4;
  const contents = first + pages.length + 1;
  const kids = pages.map((_, index) => `${first + index} 0 R`).join(' ');
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.map((_, index) => `<< /Type /Page /Parent 2 0 R /Contents ${contents + index} 0 R >>`),
    stream('0'.repeat(ballast)),
    ...pages.map((words) => stream(line(words, 72, 700))),
    stream('0'.repeat(ballast)),
  ]);
};

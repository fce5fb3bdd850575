import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openReading, pageImage, readPage, useGrant as issueCopy } from '../../src/index.ts';
import { docxMarkdown } from '../../src/rendition/docx-markdown.ts';
import { PAGE } from '../../src/rendition/page-geometry.ts';
import { registerFile } from '../support/files.ts';
import { openHouse, times } from '../support/house.ts';
import { pdfText } from '../support/pdf-text.ts';
import { pagesOf, pixelsOf } from '../support/picture.ts';
import { printed } from '../support/printed.ts';
import { line, rawPdf, stream } from '../support/raw-pdf.ts';
import { docxOf, paragraph } from '../support/zip.ts';

const house = await openHouse();
const { own } = house.group;
const reader = await house.group.hire(own, 'staff', '张明远');

const PAYLOAD = 'PAYLOAD-THAT-MUST-NOT-LEAVE';
/** A PDF that runs a script and a program when it is opened, asks for an address, and carries a file and its author along. */
const ARMED = rawPdf([
  `<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R /AcroForm << /Fields [10 0 R] >> /Names << /EmbeddedFiles << /Names [(evil.exe) 7 0 R] >> /JavaScript << /Names [(go) 5 0 R] >> >> /AA << /WC 6 0 R >> >>`,
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 9 0 R >> >> /Annots [11 0 R 10 0 R] /AA << /O 6 0 R >> >>',
  stream(line('HARMLESS WORDS', 72, 600)),
  `<< /S /JavaScript /JS (app.alert\\('${PAYLOAD}'\\); this.getField\\('f'\\).value = '${PAYLOAD}';) >>`,
  `<< /S /Launch /F (${PAYLOAD}.exe) >>`,
  `<< /Type /Filespec /F (${PAYLOAD}.exe) /EF << /F 8 0 R >> >>`,
  stream(`MZ ${PAYLOAD}`, '/Type /EmbeddedFile'),
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  `<< /Type /Annot /Subtype /Widget /FT /Tx /T (f) /Rect [72 300 300 330] /AA << /F 5 0 R >> >>`,
  `<< /Type /Annot /Subtype /Link /Rect [72 590 400 630] /A << /S /URI /URI (http://${PAYLOAD}.example/) >> >>`,
]);

const copyOf = async (number: string): Promise<Uint8Array> => {
  const grant = await house.grant(number, reader, own.people.general_manager);
  const { copy } = await issueCopy(await house.as(reader), { grant, idempotencyKey: randomUUID() });
  return printed(house, reader, copy.id);
};

/** Everything of a PDF that does something, as another reader finds it. */
const activeIn = async (pdf: Uint8Array) => {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const annotations = [];
  for (let page = 1; page <= document.numPages; page += 1) {
    annotations.push(...(await (await document.getPage(page)).getAnnotations()));
  }
  const found = {
    annotations: annotations.length,
    scripts: await document.getJSActions(),
    opening: await document.getOpenAction(),
    files: await document.getAttachments(),
    fields: await document.getFieldObjects(),
  };
  await document.loadingTask.destroy();
  return found;
};
const NOTHING = { annotations: 0, scripts: null, opening: null, files: null, fields: null };
const NO_PIXELS = { data: new Uint8ClampedArray(), width: 1, height: 1 };
const raw = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

test('what is active in a PDF is there before, and reaches nobody who reads or holds a copy', async () => {
  expect(await activeIn(ARMED)).not.toMatchObject({ scripts: null });
  const number = await registerFile(house, 'secret', [reader], { name: '合同.pdf', bytes: ARMED });
  const ctx = await house.as(reader);
  expect(await readPage(ctx, { number, page: 1 })).toMatchObject({ lines: ['HARMLESS WORDS'] });
  const { bytes } = await pageImage(ctx, { number, page: 1, width: 800 });
  expect([bytes[0], bytes[1], bytes[2]]).toEqual([0xff, 0xd8, 0xff]);
  const copy = await copyOf(number);
  expect(await activeIn(copy)).toEqual(NOTHING);
  for (const leaving of [raw(bytes), raw(copy)]) {
    expect(leaving).not.toContain(PAYLOAD);
    for (const word of ['/JavaScript', '/Launch', '/EmbeddedFile', '/URI', '/AcroForm', '/OpenAction'])
      expect(leaving).not.toContain(word);
  }
}, 60_000);

describe('a DOCX', () => {
  const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const pictureOf = (where: string): string =>
    `<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip ${where}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
  const table = `<w:tbl><w:tr><w:tc>${paragraph('科目')}</w:tc><w:tc>${paragraph('金额|元')}</w:tc></w:tr><w:tr><w:tc>${paragraph('存款')}</w:tc><w:tc>${paragraph('一百')}</w:tc></w:tr></w:tbl>`;
  const heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>并购计划</w:t></w:r></w:p>';
  const link = `<w:p><w:hyperlink r:id="r8"><w:r><w:t>点这里</w:t></w:r></w:hyperlink></w:p>`;
  const styles = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>`;
  const armed = (address: string) =>
    docxOf(
      `${heading}${paragraph('第一段正文。')}${link}${pictureOf('r:link="r9"')}${table}`,
      [
        `<Relationship Id="r7" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>`,
        `<Relationship Id="r8" Type="${OFFICE}/hyperlink" Target="${address}/${PAYLOAD}" TargetMode="External"/>`,
        `<Relationship Id="r9" Type="${OFFICE}/image" Target="${address}/${PAYLOAD}.png" TargetMode="External"/>`,
        `<Relationship Id="r6" Type="${OFFICE}/attachedTemplate" Target="${address}/${PAYLOAD}.dotm" TargetMode="External"/>`,
        `<Relationship Id="r5" Type="${OFFICE}/styles" Target="styles.xml"/>`,
      ].join(''),
      { 'word/vbaProject.bin': `Sub AutoOpen ${PAYLOAD}`, 'word/styles.xml': styles },
    );

  test('is read as its words alone: no macro, no address, and nothing is fetched', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const place = server.address();
    if (place === null || typeof place === 'string') throw new Error('no address');
    const bytes = armed(`http://127.0.0.1:${place.port}`);
    const { text: words, pictures } = await docxMarkdown(bytes);
    expect(pictures).toEqual([null]);
    expect(words).toContain('# 并购计划');
    expect(words).toContain('第一段正文。');
    expect(words).toContain('点这里');
    expect(words).toContain('| 科目 | 金额\\|元 |\n| --- | --- |\n| 存款 | 一百 |');
    expect(words).not.toMatch(/http|127\.0|PAYLOAD/u);

    const number = await registerFile(house, 'secret', [reader], { name: '计划.docx', bytes });
    const reading = await openReading(await house.as(reader), { number });
    expect(reading).toMatchObject({ kind: 'docx', pages: 1, asText: true });
    const { lines } = await readPage(await house.as(reader), { number, page: 1 });
    expect(lines.join('')).toContain('并购计划');
    const copy = await copyOf(number);
    expect(await activeIn(copy)).toEqual(NOTHING);
    expect(await pdfText(copy)).toContain('第一段正文');
    expect(raw(copy)).not.toContain(PAYLOAD);
    expect(asked).toBe(0);
  }, 60_000);

  test('has its pictures drawn anew, no wider than its text; of their files nothing else reaches anybody', async () => {
    const canvas = createCanvas(1_200, 600);
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#c00000';
    pen.fillRect(0, 0, 1_200, 600);
    const png = canvas.toBuffer('image/png');
    const huge = Buffer.from(png);
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    const files = {
      'said.png': Buffer.concat([png, Buffer.from(PAYLOAD)]),
      'huge.png': huge,
      'half.jpg': canvas.toBuffer('image/jpeg').subarray(0, 900),
      'other.svg': Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script>${PAYLOAD}</script></svg>`),
    };
    const names = Object.keys(files);
    const bytes = docxOf(
      names.map((name, at) => `${paragraph(name)}${pictureOf(`r:embed="p${at}"`)}`).join(''),
      names.map((name, at) => `<Relationship Id="p${at}" Type="${OFFICE}/image" Target="media/${name}"/>`).join(''),
      Object.fromEntries(Object.entries(files).map(([name, content]) => [`word/media/${name}`, content])),
    );
    const { text, pictures } = await docxMarkdown(bytes);
    expect(text).toBe('said.png\n\n![](picture:0)\n\nhuge.png\n\n〔图〕\n\nhalf.jpg\n\n〔图〕\n\nother.svg\n\n〔图〕');
    expect(pictures.map((picture) => picture?.width ?? null)).toEqual([expect.closeTo(467.28), null, null, null]);

    const number = await registerFile(house, 'secret', [reader], { name: '图.docx', bytes });
    expect(await openReading(await house.as(reader), { number })).toMatchObject({ pages: 1 });
    const shown = await pageImage(await house.as(reader), { number, page: 1, width: 595 });
    const copy = await copyOf(number);
    for (const { data, width } of [await pixelsOf(shown.bytes), (await pagesOf(copy, 1))[0] ?? NO_PIXELS]) {
      const red = times(data.length / 4, (at) => at).filter((at) => {
        const [r = 0, g = 255, b = 255] = data.subarray(at * 4, at * 4 + 3);
        return r > 150 && g < 90 && b < 90;
      });
      expect(red.length).toBeGreaterThan(90_000);
      // Nothing of it stands beyond the margins of the text.
      const beyond = red.filter((at) => at % width < PAGE.margin - 1 || at % width > width - PAGE.margin + 1);
      expect(beyond).toEqual([]);
    }
    for (const leaving of [raw(shown.bytes), raw(copy)]) expect(leaving).not.toContain(PAYLOAD);
    expect(await activeIn(copy)).toEqual(NOTHING);
  }, 60_000);
});

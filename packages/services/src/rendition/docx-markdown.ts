import mammoth from 'mammoth';
import Turndown from 'turndown';
import { picturesOf } from './docx-pictures.ts';
import { addressOfPicture, NO_PICTURE, type Picture } from './picture-block.ts';

/** What a DOCX says: its words, and the pictures that stand between them; null for one that is not shown. */
export interface DocxWords {
  readonly text: string;
  readonly pictures: readonly (Picture | null)[];
}

/**
 * The words of a DOCX as Markdown: headings, lists, tables, emphasis, and its pictures between paragraphs. Macros and embedded objects
 * stay behind, nothing that lies elsewhere is fetched, and of a link only its words remain.
 * @param bytes the file, known to be a DOCX of bearable size
 */
export async function docxMarkdown(bytes: Uint8Array): Promise<DocxWords> {
  const found: (() => Promise<Buffer>)[] = [];
  const noted = mammoth.images.imgElement(async (image) => ({
    src: addressOfPicture(found.push(() => image.readAsBuffer()) - 1),
  }));
  const input = { buffer: Buffer.from(bytes) };
  const { value } = await mammoth.convertToHtml(input, { convertImage: noted, externalFileAccess: false });
  const pictures = await picturesOf(found);
  const shown = new Set(pictures.flatMap((picture, at) => (picture === null ? [] : [addressOfPicture(at)])));
  return { text: markdownOf(value, shown), pictures };
}

/** Whether something stands in a paragraph of running text: in a list or a table there is no room for a picture. */
const isInRunningText = (image: unknown): boolean => {
  const paragraph = partOf(image, 'parentNode');
  return partOf(paragraph, 'nodeName') === 'P' && partOf(partOf(paragraph, 'parentNode'), 'nodeName') === 'X-TURNDOWN';
};

/** As it was written: the parsed one is put into another form. */
const addressIn = (image: unknown): string => {
  const attribute = partOf(image, 'getAttribute');
  return typeof attribute === 'function' ? String(Reflect.apply(attribute, image, ['src'])) : '';
};

const partOf = (node: unknown, name: string): unknown => Reflect.get(Object(node), name);

function markdownOf(html: string, shown: ReadonlySet<string>): string {
  const turndown = new Turndown({ headingStyle: 'atx', bulletListMarker: '-', codeBlockStyle: 'fenced' });
  turndown.addRule('links', { filter: 'a', replacement: (words) => words });
  turndown.addRule('pictures', {
    filter: 'img',
    replacement: (_, image) => {
      const address = addressIn(image);
      return shown.has(address) && isInRunningText(image) ? `\n\n![](${address})\n\n` : NO_PICTURE;
    },
  });
  turndown.addRule('cells', { filter: ['td', 'th'], replacement: (words) => ` ${cellOf(words)} |` });
  turndown.addRule('rows', { filter: 'tr', replacement: (cells) => `\n|${cells}` });
  turndown.addRule('parts of tables', { filter: ['thead', 'tbody', 'tfoot'], replacement: (rows) => rows });
  turndown.addRule('tables', { filter: 'table', replacement: tableOf });
  return turndown.turndown(html);
}

const cellOf = (words: string): string => words.replaceAll(/\s+/gu, ' ').trim().replaceAll('|', '\\|');
const columnsIn = (row: string): number => (row.match(/(?<!\\)\|/gu)?.length ?? 1) - 1;

/** Rows of as many cells each; the first of them is the head. */
function tableOf(content: string): string {
  const rows = content.split('\n').filter((row) => row.trim() !== '');
  const columns = Math.max(1, ...rows.map(columnsIn));
  const [head, ...body] = rows.map((row) => row + '  |'.repeat(columns - columnsIn(row)));
  if (head === undefined) return '';
  return `\n\n${[head, `|${' --- |'.repeat(columns)}`, ...body].join('\n')}\n\n`;
}

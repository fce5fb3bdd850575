import mammoth from 'mammoth';
import Turndown from 'turndown';

const PICTURE = '〔图〕';

/**
 * The words of a DOCX as Markdown: headings, lists, tables, emphasis. Macros, embedded objects and pictures stay behind, nothing that
 * lies elsewhere is fetched, and of a link only its words remain.
 * @param bytes the file, known to be a DOCX of bearable size
 */
export async function docxMarkdown(bytes: Uint8Array): Promise<string> {
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    // A picture is never opened: where one stood a word says so.
    { convertImage: mammoth.images.imgElement(async () => ({ src: '' })), externalFileAccess: false },
  );
  return markdownOf(value);
}

function markdownOf(html: string): string {
  const turndown = new Turndown({ headingStyle: 'atx', bulletListMarker: '-', codeBlockStyle: 'fenced' });
  turndown.addRule('links', { filter: 'a', replacement: (words) => words });
  turndown.addRule('pictures', { filter: 'img', replacement: () => PICTURE });
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

import PDFDocument from 'pdfkit';
import type { CopyFonts } from './copy-fonts.ts';
import { PAGE } from './page-geometry.ts';

/** What a PDF says about itself. */
export interface DocumentFacts {
  /** never the title of an item: metadata is read by everybody */
  readonly title: string;
  readonly lang: 'zh-CN' | 'en';
  readonly created: Date;
}

/** An empty PDF with both weights of the fonts, and its bytes once it has ended. */
export function openDocument({ title, lang, created }: DocumentFacts, fonts: CopyFonts) {
  const document = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    // No first font: the default would load a Latin one that is never used.
    font: '',
    lang,
    info: { Title: title, Producer: 'Miji', Creator: 'Miji', CreationDate: created },
  });
  const chunks: Uint8Array[] = [];
  const finished = new Promise<Uint8Array>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.once('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.once('error', reject);
  });
  document.registerFont('regular', fonts.files.regular);
  document.registerFont('bold', fonts.files.bold);
  return { document, finished };
}

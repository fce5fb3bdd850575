import { copyFonts } from './copy-fonts.ts';
import { drawOp } from './draw-page.ts';
import type { FormPaper } from './form-paper.ts';
import { layOutForm } from './layout-form.ts';
import { openDocument } from './open-document.ts';

/**
 * Draws a form whose names have been found printable.
 * @throws CopyTooComplexError when it takes too many pages
 */
export async function drawForm(form: FormPaper): Promise<Uint8Array> {
  const fonts = await copyFonts();
  const { document, finished } = openDocument(
    { title: form.number, lang: form.language, created: new Date(form.at) },
    fonts,
  );
  for (const ops of layOutForm(form, fonts)) {
    document.addPage();
    // Shading lies behind everything else.
    for (const op of ops) if (op.kind === 'fill') drawOp(document, op);
    for (const op of ops) if (op.kind !== 'fill') drawOp(document, op);
  }
  document.end();
  return finished;
}

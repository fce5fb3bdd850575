import type { CopyFace } from './copy-face.ts';
import type { CopyLimit } from './copy-too-complex-error.ts';
import type { DocxWords } from './docx-markdown.ts';
import type { BarePdf } from './draw-bare.ts';
import type { FormPaper } from './form-paper.ts';
import type { LabelSheet } from './label-sheet.ts';
import type { CopyContent } from './layout-copy.ts';

/** What answers a job that has a PDF for its outcome. */
export type DrawJob =
  | { readonly content: CopyContent; readonly face: CopyFace }
  | { readonly form: FormPaper }
  | { readonly labels: LabelSheet };
export interface CountJob {
  readonly counted: CopyContent;
  /** whose copy of it is counted; as excerpts name the pages where absent */
  readonly face?: CopyFace | undefined;
}
export interface BareJob {
  readonly bare: CopyContent;
}
export interface DocxJob {
  readonly docx: Uint8Array;
}

/**
 * What the renderer is asked: a copy, or a form, whose face has been found printable; how many pages a text takes; its pages without any
 * mark; the words of a DOCX.
 */
export type RenderJob = DrawJob | CountJob | BareJob | DocxJob;

/** What it answers. Of errors only the built-in kinds keep their class on the way between threads. */
export type RenderReply =
  | { readonly kind: 'done'; readonly bytes: Uint8Array }
  | { readonly kind: 'counted'; readonly pages: number }
  | { readonly kind: 'bare'; readonly bare: BarePdf }
  | { readonly kind: 'words'; readonly words: DocxWords }
  | { readonly kind: 'too-complex'; readonly limit: CopyLimit }
  | { readonly kind: 'failed'; readonly error: Error };

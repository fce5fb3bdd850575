import type { CopyFace } from './copy-face.ts';
import type { CopyLimit } from './copy-too-complex-error.ts';
import type { FormPaper } from './form-paper.ts';
import type { CopyContent } from './layout-copy.ts';

/** What the renderer is asked: a copy, or a form, whose face has been found printable, or how many pages a text takes. */
export type RenderJob =
  | { readonly content: CopyContent; readonly face: CopyFace }
  | { readonly form: FormPaper }
  | { readonly counted: CopyContent };

/** What it answers. Of errors only the built-in kinds keep their class on the way between threads. */
export type RenderReply =
  | { readonly kind: 'done'; readonly bytes: Uint8Array }
  | { readonly kind: 'counted'; readonly pages: number }
  | { readonly kind: 'too-complex'; readonly limit: CopyLimit }
  | { readonly kind: 'failed'; readonly error: Error };

import type { CopyFace } from './copy-face.ts';
import type { CopyLimit } from './copy-too-complex-error.ts';
import type { CopyContent } from './layout-copy.ts';

/** What the renderer is asked; the face has been found printable. */
export interface RenderJob {
  readonly content: CopyContent;
  readonly face: CopyFace;
}

/** What it answers. Of errors only the built-in kinds keep their class on the way between threads. */
export type RenderReply =
  | { readonly kind: 'done'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-complex'; readonly limit: CopyLimit }
  | { readonly kind: 'failed'; readonly error: Error };

import type { PageLines } from '../rendition/page-lines.ts';
import type { SharedWindow } from '../vault/shared-bytes.ts';
import type { MarkedPage, PageWork } from './marked-page.ts';
import type { Size } from './page-source.ts';
import type { Inset } from './reading-paper.ts';

/** A document that is about to arrive: `key` names it until it is dropped. */
export interface Arriving {
  readonly key: string;
  readonly kind: 'pdf' | 'image';
  /** in bytes */
  readonly size: number;
  readonly inset: Inset;
  /** how its bytes are had one stretch at a time; null where they are brought whole */
  readonly window: SharedWindow | null;
  /** what stands on each page, where that is known better than from the drawing */
  readonly lines: readonly PageLines[] | null;
}

export type PageJob =
  | { readonly do: 'begin'; readonly document: Arriving }
  | { readonly do: 'add'; readonly key: string; readonly piece: Uint8Array }
  | { readonly do: 'open'; readonly key: string }
  | { readonly do: 'give up'; readonly key: string }
  | { readonly do: 'papers'; readonly key: string }
  | { readonly do: 'draw'; readonly key: string; readonly work: PageWork }
  | { readonly do: 'words'; readonly key: string; readonly page: number };

export type PageReply =
  | { readonly kind: 'ready' }
  /** the document is not here, or not any more */
  | { readonly kind: 'absent' }
  | { readonly kind: 'papers'; readonly papers: readonly Size[] }
  | { readonly kind: 'drawn'; readonly marked: MarkedPage }
  | { readonly kind: 'words'; readonly words: PageLines }
  | { readonly kind: 'undrawable'; readonly why: string }
  | { readonly kind: 'failed'; readonly error: Error };

/** What the thread asks for while it draws: a stretch of a document that it does not hold whole. */
export interface StretchAsked {
  readonly asked: number;
  readonly key: string;
}

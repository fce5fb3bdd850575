import type { SharedWindow } from '../../vault/shared-bytes.ts';
import type { Finding, InspectionLimits } from './finding.ts';

/** What the thread is to look at: what has to be opened whole comes along, a PDF is read window by window. */
export type InspectionJob = WhatToLookAt & { readonly limits: InspectionLimits };
export type WhatToLookAt =
  | { readonly kind: 'docx' | 'image'; readonly bytes: Uint8Array }
  | { readonly kind: 'pdf'; readonly window: SharedWindow };

/** What it says: that it wants a window of the file, or what it has found. */
export type InspectionSaying = { readonly window: number } | { readonly finding: Finding };

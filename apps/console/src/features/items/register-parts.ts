import type { Draft } from './register-draft.ts';
import type { Problems } from './register-findings.ts';

/** What each part of the form is given. */
export interface PartProps {
  readonly draft: Draft;
  readonly problems: Problems;
  readonly change: (to: Partial<Draft>) => void;
}

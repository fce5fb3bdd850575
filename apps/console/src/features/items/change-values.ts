import type { ItemDetail, RequestedChangeWire } from '@miji/contract';
import type { SecretLevel } from '@miji/core';
import type { REQUESTED_CHANGES } from '../../app/paths.ts';
import type { PeriodDraft } from './period-draft.ts';
import { draftPeriod } from './period-draft.ts';

export type ChangeKind = (typeof REQUESTED_CHANGES)[number];

/** The form of a change as it is being typed. */
export interface ChangeDraft extends PeriodDraft {
  readonly toLevel: SecretLevel | undefined;
  readonly happened: string;
  readonly fromLine: number | null;
  readonly toLine: number | null;
}

/** The change as it is sent; null while something is missing. */
export const draftChange = (kind: ChangeKind, draft: ChangeDraft): RequestedChangeWire | null => {
  switch (kind) {
    case 'regrade':
      return draft.toLevel === undefined ? null : { kind, toLevel: draft.toLevel };
    case 'extend': {
      const period = draftPeriod(draft);
      return period === null ? null : { kind, period };
    }
    case 'declassify': {
      const event = draft.happened.trim();
      return event === '' ? { kind } : { kind, event };
    }
    case 'declassify_part': {
      const { fromLine, toLine } = draft;
      return fromLine === null || toLine === null || toLine < fromLine ? null : { kind, span: { fromLine, toLine } };
    }
  }
};

/** The changes that make sense of an item: on paper there are no lines to release. */
export const changesOf = (item: Pick<ItemDetail, 'medium' | 'lines'>): readonly ChangeKind[] =>
  item.medium === 'paper' || item.lines === 0
    ? ['regrade', 'extend', 'declassify']
    : ['regrade', 'extend', 'declassify', 'declassify_part'];

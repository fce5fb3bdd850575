import type { ItemDetail, ParticularsInput, RefusalWire, SpanWire, fileRequest } from '@miji/contract';
import { particulars } from '@miji/contract';
import type { ApprovedOperation, RefusalCode } from '@miji/core';
import type { z } from 'zod';
import { endOf } from '../../../ui/day-field.tsx';

/** What may be asked for in this form; a change of classification has its own. */
export const ASKED_OPERATIONS = [
  'copy',
  'excerpt',
  'print',
  'export',
  'loan',
  'carry_out',
  'provide',
  'destroy',
] as const satisfies readonly ApprovedOperation[];
export type AskedOperation = (typeof ASKED_OPERATIONS)[number];

/** What several people may each receive some of; of the others one person has one. */
export const isForSeveral = (operation: AskedOperation): boolean =>
  operation === 'copy' || operation === 'excerpt' || operation === 'print' || operation === 'export';

interface RecipientDraft {
  readonly personId?: string;
  readonly copies?: number;
}

/** What the form holds while it is filled in; the names are those of the wire, so that a finding goes to its field. */
export interface FileRequestValues {
  readonly particulars?: Readonly<Record<string, unknown>>;
  readonly terms: {
    readonly recipients: readonly RecipientDraft[];
    readonly spans?: readonly Partial<SpanWire>[];
    /** a day: the grant ends with it */
    readonly useBefore?: string;
  };
  readonly purpose: string;
  readonly necessity?: string;
}

interface Filled {
  readonly item: string;
  readonly operation: AskedOperation;
  readonly values: FileRequestValues;
  readonly withVisitor: boolean;
  readonly idempotencyKey: string;
}

type Input = z.input<typeof fileRequest.input>;

/** The form as the server wants it, with nothing that does not belong to what is asked; null while something is missing. */
export const inputOf = (filled: Filled): Input | null => {
  const { item, operation, values, idempotencyKey } = filled;
  const asked = particularsOf(filled);
  const recipients = recipientsOf(values);
  const spans = operation === 'excerpt' ? spansOf(values) : [];
  if (asked === null || recipients === null || spans === null) return null;
  const necessity = values.necessity?.trim();
  return {
    item,
    particulars: asked,
    terms: { recipients, spans, useBefore: endOf(values.terms.useBefore) ?? null },
    purpose: values.purpose,
    idempotencyKey,
    ...(necessity === undefined || necessity === '' ? {} : { necessity }),
  };
};

const particularsOf = ({ operation, values, withVisitor }: Filled): ParticularsInput | null => {
  const { visitor, meeting, isForMeeting, ...rest } = values.particulars ?? {};
  const typed = {
    copies: [],
    ...rest,
    ...(withVisitor && operation === 'loan' ? { visitor } : {}),
    ...(isForMeeting === true ? { meeting } : {}),
    operation,
  };
  const read = particulars.safeParse(typed);
  return read.success ? read.data : null;
};

const recipientsOf = ({ terms }: FileRequestValues): { personId: string; copies: number }[] | null => {
  const recipients = terms.recipients.flatMap(({ personId, copies = 1 }) =>
    personId === undefined ? [] : [{ personId, copies }],
  );
  return recipients.length === terms.recipients.length && recipients.length > 0 ? recipients : null;
};

const spansOf = ({ terms }: FileRequestValues): SpanWire[] | null => {
  const asked = terms.spans ?? [];
  const spans = asked.flatMap(({ unit, from, to }) =>
    unit === undefined || from === undefined || to === undefined || to < from ? [] : [{ unit, from, to }],
  );
  return spans.length === asked.length && spans.length > 0 ? spans : null;
};

/** By what the parts of an item can be named. */
export const spanUnitsOf = ({ contentKind }: Pick<ItemDetail, 'contentKind'>): readonly SpanWire['unit'][] =>
  contentKind === 'plain' || contentKind === 'markdown' ? ['lines', 'sections', 'pages'] : ['pages'];

/** Which fields of the form a refusal is about, as the form names them. */
export const findingsOf = (
  refusal: RefusalWire | null,
): readonly { readonly name: (string | number)[]; readonly code: RefusalCode }[] => {
  if (refusal === null) return [];
  if (refusal.code === 'NECESSITY_REQUIRED') return [{ name: ['necessity'], code: refusal.code }];
  return refusal.fields.map(({ field, code }) => ({
    name: field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    code,
  }));
};

import type { fileRequest, RefusalWire } from '@miji/contract';
import type { RefusalCode, TakingOperation } from '@miji/core';
import type { z } from 'zod';

export type RequestedOperation = TakingOperation;

/** What the form holds while it is filled in. */
export interface FileRequestValues {
  readonly copies: number;
  readonly whose: 'self' | 'other';
  readonly beneficiaryId?: string;
  readonly fromLine?: number;
  readonly toLine?: number;
  readonly purpose: string;
  readonly necessity?: string;
}

interface Filled {
  readonly item: string;
  readonly operation: RequestedOperation;
  readonly values: FileRequestValues;
  readonly idempotencyKey: string;
}

/** The form as the server wants it: nothing that does not belong to what is asked. */
export const inputOf = ({ item, operation, values, idempotencyKey }: Filled): z.input<typeof fileRequest.input> => {
  const { copies, purpose, fromLine, toLine } = values;
  const necessity = values.necessity?.trim();
  return {
    item,
    operation,
    copies,
    purpose,
    idempotencyKey,
    excerpt:
      operation === 'excerpt' && fromLine !== undefined && toLine !== undefined ? { fromLine, toLine } : undefined,
    beneficiaryId: values.whose === 'other' ? values.beneficiaryId : undefined,
    necessity: necessity === undefined || necessity === '' ? undefined : necessity,
  };
};

const FIELDS: Readonly<Record<string, keyof FileRequestValues>> = {
  copies: 'copies',
  purpose: 'purpose',
  necessity: 'necessity',
  beneficiaryId: 'beneficiaryId',
  excerpt: 'fromLine',
  'excerpt.fromLine': 'fromLine',
  'excerpt.toLine': 'toLine',
};

/** Which fields of the form a refusal is about. */
export const findingsOf = (
  refusal: RefusalWire | null,
): readonly { readonly name: keyof FileRequestValues; readonly code: RefusalCode }[] => {
  if (refusal === null) return [];
  if (refusal.code === 'NECESSITY_REQUIRED') return [{ name: 'necessity', code: refusal.code }];
  return refusal.fields.flatMap(({ field, code }) => {
    const name = FIELDS[field];
    return name === undefined ? [] : [{ name, code }];
  });
};

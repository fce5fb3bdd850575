import type { Operation } from '@miji/core';

/** What may be wanted of an item or a record. */
export type Act = Operation | 'unmask' | 'list';

/** What a value is about: an item by its number, or one record of a declared class, perhaps one field of it. */
export type Subject =
  | { readonly item: string }
  | { readonly record: { readonly class: string; readonly ref: string }; readonly field?: string };

/** One text for each subject, so that two can be told to be the same. */
const keyOf = (subject: Subject): string =>
  'item' in subject
    ? JSON.stringify([subject.item])
    : JSON.stringify([subject.record.class, subject.record.ref, subject.field ?? null]);

/** Whether what may be known of one thing covers another: a whole record covers each of its fields. */
export const covers = (known: Subject, wanted: Subject): boolean => {
  if (keyOf(known) === keyOf(wanted)) return true;
  if ('item' in known || 'item' in wanted || known.field !== undefined) return false;
  return known.record.class === wanted.record.class && known.record.ref === wanted.record.ref;
};

/** A copy that nobody can change. */
export const frozenSubject = (subject: Subject): Subject =>
  Object.freeze('item' in subject ? { ...subject } : { ...subject, record: Object.freeze({ ...subject.record }) });

import type { AuditAction } from '@miji/core';
import type { TFunction } from 'i18next';

type Underscored<Action extends string> = Action extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : never;

const keyOf = <Action extends AuditAction>(action: Action): Underscored<AuditAction> => {
  const key: string = action.replace('.', '_');
  // The replacement is exactly what the type says; the compiler cannot follow it.
  return key as Underscored<AuditAction>;
};

/** What happened, in a few words. */
export const actionWords = (action: AuditAction, t: TFunction): string => t(`items.action.${keyOf(action)}`);

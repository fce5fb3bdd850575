import type { TraceEntry } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type FieldName =
  | 'id'
  | 'at'
  | 'effectiveAt'
  | 'action'
  | 'actor'
  | 'onBehalfOf'
  | 'subject'
  | 'item'
  | 'outcome'
  | 'code'
  | 'rule'
  | 'article'
  | 'entry';

const joined = (...parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join(' · ');

const fieldsOf = (entry: TraceEntry): readonly (readonly [FieldName, string | null])[] => [
  ['id', entry.id],
  ['at', entry.at],
  ['effectiveAt', entry.effectiveAt],
  ['action', entry.action],
  ['actor', joined(entry.actor.kind, entry.actor.name, entry.actor.id)],
  ['onBehalfOf', entry.onBehalfOf === null ? null : joined(entry.onBehalfOf.name, entry.onBehalfOf.id)],
  ['subject', entry.subject === null ? null : joined(entry.subject.kind, entry.subject.id)],
  ['item', entry.item],
  ['outcome', entry.outcome],
  ['code', entry.code],
  ['rule', entry.rule],
  ['article', entry.article],
  ['entry', entry.entry === null ? null : String(entry.entry)],
];

/** An entry as it was written down, closed until somebody asks. */
export const RawFields = ({ entry }: { readonly entry: TraceEntry }): ReactNode => {
  const { t } = useTranslation();
  const details = Object.entries(entry.details);
  return (
    <details className="trace-raw">
      <summary>{t('trace.raw')}</summary>
      <dl>
        {fieldsOf(entry).map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{t(`trace.raw_field.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
        {details.length === 0 ? null : (
          <div>
            <dt>{t('trace.raw_field.details')}</dt>
            <dd>{details.map(([name, value]) => `${name}=${String(value)}`).join('  ')}</dd>
          </div>
        )}
      </dl>
    </details>
  );
};

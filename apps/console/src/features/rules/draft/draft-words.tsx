import type { RuleDraft } from '@miji/contract';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Minute, PersonName } from '../../../ui/index.ts';
import { DraftState } from '../draft-line.tsx';

/** Who wrote a draft, on what it builds, how it stands. */
export const DraftWords = ({
  draft,
  children,
}: {
  readonly draft: RuleDraft;
  readonly children?: ReactNode;
}): ReactNode => {
  const { t } = useTranslation();
  const { summary } = draft;
  return (
    <span className="row">
      <span className="number">{summary.number}</span>
      <DraftState state={summary.state} />
      <span>{t('rules.draft.base', { version: summary.baseVersion })}</span>
      <span>
        {summary.authors.map((person, index) => (
          <span key={person.id}>
            {index === 0 ? null : '、'}
            <PersonName person={person} />
          </span>
        ))}
      </span>
      {summary.proposedBy === null || summary.proposedAt === null || summary.state === 'draft' ? null : (
        <span>
          {t('rules.draft.proposed_by')} <PersonName person={summary.proposedBy} /> <Minute at={summary.proposedAt} />
        </span>
      )}
      {children}
    </span>
  );
};

/** Why a draft came back, and that it was overtaken. */
export const DraftNotes = ({ draft }: { readonly draft: RuleDraft }): ReactNode => {
  const { t } = useTranslation();
  const { returnedBecause, state, note } = draft.summary;
  return (
    <>
      {draft.overtaken ? (
        <Alert type="warning" showIcon className="page-note" title={t('rules.draft.overtaken')} />
      ) : null}
      {returnedBecause === null || state !== 'draft' ? null : (
        <Alert
          type="warning"
          showIcon
          className="page-note"
          title={t('rules.draft.returned', { reason: returnedBecause })}
        />
      )}
      {note === '' || state === 'draft' ? null : (
        <Alert type="info" className="page-note" title={t('rules.draft.why', { note })} />
      )}
    </>
  );
};

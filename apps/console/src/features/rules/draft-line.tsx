import type { RuleDraftSummary } from '@miji/contract';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoButton, Minute, PersonName } from '../../ui/index.ts';

const LOOK: Readonly<Record<RuleDraftSummary['state'], string>> = {
  draft: '',
  proposed: 'tag-changed',
  published: 'tag-good',
  discarded: '',
};

export const DraftState = ({ state }: { readonly state: RuleDraftSummary['state'] }): ReactNode => {
  const { t } = useTranslation();
  return <Tag className={LOOK[state]}>{t(`rules.draft.state.${state}`)}</Tag>;
};

/** Whose rules a draft is about. */
export const useScopeWords = (): ((draft: Pick<RuleDraftSummary, 'scope' | 'company'>) => string) => {
  const { t } = useTranslation();
  return ({ scope, company }) =>
    scope === null ? t('rules.scope.group') : t('rules.scope.own', { company: company.name });
};

/** One draft on one line: whose rules, who, when, how it stands. */
export const DraftLine = ({ draft }: { readonly draft: RuleDraftSummary }): ReactNode => {
  const { t } = useTranslation();
  const scopeWords = useScopeWords();
  return (
    <li>
      <div className="row">
        <span className="grow">
          <strong>{scopeWords(draft)}</strong> <DraftState state={draft.state} />
          <br />
          <span className="number">{draft.number}</span> ·{' '}
          <span className="soft">
            <PersonName person={draft.draftedBy} /> · <Minute at={draft.changedAt} />
          </span>
          {draft.note === '' ? null : <div className="draft-note">{draft.note}</div>}
          {draft.state === 'draft' && draft.returnedBecause !== null ? (
            <div className="bad">{t('rules.draft.returned', { reason: draft.returnedBecause })}</div>
          ) : null}
        </span>
        <GoButton href={paths.ruleDraft(draft.number)} aria-label={`${t('common.open')} ${draft.number}`}>
          {t('common.open')}
        </GoButton>
      </div>
    </li>
  );
};

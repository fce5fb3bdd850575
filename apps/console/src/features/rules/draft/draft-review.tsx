import type { RuleDraft } from '@miji/contract';
import type { RuleDocument } from '@miji/core';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../app/paths.ts';
import { GoButton, PageHead } from '../../../ui/index.ts';
import { ChangeList } from '../change-list.tsx';
import { useScopeWords } from '../draft-line.tsx';
import { LintList } from '../lint-list.tsx';
import { changesOfDraft, entryId } from '../model/changes.ts';
import { documentOf, publishedFor } from '../model/content.ts';
import { findingsOf } from '../model/findings.ts';
import { RuleTabs } from '../rule-tabs.tsx';
import type { RuleView } from '../rule-view.ts';
import { RuleViewProvider } from '../rule-view.ts';
import { DraftNotes, DraftWords } from './draft-words.tsx';
import { DryRun } from './dry-run.tsx';
import { PublishPanel } from './publish-panel.tsx';
import { useDraftPlace } from './use-draft-place.ts';

interface Props {
  readonly draft: RuleDraft;
  /** the group's rules, as the version has them that the draft is held against */
  readonly published: RuleDocument;
}

/** A draft as a second person reads it: what changes, what it would do, what the linter says, and the decision. */
export const DraftReview = ({ draft, published }: Props): ReactNode => {
  const { t } = useTranslation();
  const { content, summary } = draft;
  const { scope, number, revision, state, publishedVersion } = summary;
  const { place, show } = useDraftPlace(number);
  const scopeWords = useScopeWords();
  const isOpen = state === 'proposed' || state === 'draft';
  const changes = useMemo(() => changesOfDraft(content, scope, published), [content, scope, published]);
  const findings = useMemo(
    () => (isOpen ? findingsOf(content, scope, published) : []),
    [isOpen, content, scope, published],
  );
  const view = useMemo(
    (): RuleView => ({
      document: documentOf(content, published),
      published: publishedFor(scope, published),
      group: content.kind === 'group' ? null : published,
      changed: new Set(changes.map(({ part, key }) => entryId(part, key))),
      own: new Set(),
      findings,
      onlyChanged: place.changed === '1',
      article: undefined,
      edit: null,
      open: undefined,
      onOpen: () => undefined,
    }),
    [content, published, scope, changes, findings, place.changed],
  );
  return (
    <div className="page">
      <PageHead
        title={scopeWords(summary)}
        lead={<DraftWords draft={draft} />}
        extra={
          <>
            {publishedVersion === null ? null : (
              <GoButton
                type="primary"
                href={paths.ruleVersions({ before: publishedVersion - 1, after: publishedVersion })}
              >
                {t('rules.draft.as_version', { version: publishedVersion })}
              </GoButton>
            )}
            <GoButton href={paths.ruleDrafts()}>{t('rules.draft.title')}</GoButton>
          </>
        }
      />
      <DraftNotes draft={draft} />
      <section className="card review-changes" aria-label={t('rules.parts.changes')}>
        <h2>{t('rules.parts.changes')}</h2>
        <ChangeList changes={changes} fileName={number} />
      </section>
      {isOpen ? (
        <div className="stack">
          <section className="card" aria-label={t('rules.parts.effects')}>
            <h2>{t('rules.parts.effects')}</h2>
            <DryRun draft={number} revision={revision} auto={draft.may.includes('publish')} />
            <p className="part-section">
              <GoButton href={paths.coverage({ draft: number })}>{t('rules.coverage.of_draft')}</GoButton>
            </p>
          </section>
          <section className="card" aria-label={t('rules.parts.lint')}>
            <h2>{t('rules.parts.lint')}</h2>
            <LintList findings={findings} />
          </section>
          {state === 'proposed' ? <PublishPanel draft={draft} /> : null}
          <section className="card" aria-label={t('rules.draft.whole')}>
            <h2>{t('rules.draft.whole')}</h2>
            <RuleViewProvider value={view}>
              <RuleTabs
                tab={place.part ?? 'approvers'}
                onTab={(part) => show({ part })}
                regime={place.regime}
                onRegime={(regime) => show({ regime })}
              />
            </RuleViewProvider>
          </section>
        </div>
      ) : null}
    </div>
  );
};

import type { RuleDraft } from '@miji/contract';
import type { RuleDocument } from '@miji/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Switch } from 'antd';
import { useDeferredValue, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleTab } from '../../../app/paths.ts';
import { paths } from '../../../app/paths.ts';
import { useGo } from '../../../lib/location.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { ConfirmAct, GoButton, PageHead, RefusalNote } from '../../../ui/index.ts';
import { ChangeList } from '../change-list.tsx';
import { CountMark } from '../count-mark.tsx';
import { useScopeWords } from '../draft-line.tsx';
import { LintList } from '../lint-list.tsx';
import { changesBetween, changesOfDraft, entryId } from '../model/changes.ts';
import { documentOf, publishedFor } from '../model/content.ts';
import { findingsOf } from '../model/findings.ts';
import { RuleTabs } from '../rule-tabs.tsx';
import type { RuleView } from '../rule-view.ts';
import { RuleViewProvider } from '../rule-view.ts';
import { AutosaveGuard } from './autosave-guard.tsx';
import { DraftNotes, DraftWords } from './draft-words.tsx';
import { DryRun } from './dry-run.tsx';
import { Propose } from './propose.tsx';
import { SaveNote, SaveWords } from './save-note.tsx';
import { useDraftPlace } from './use-draft-place.ts';
import { useDraftStore } from './use-draft-store.ts';

interface Props {
  readonly initial: RuleDraft;
  /** the group's rules, as the newest version has them */
  readonly published: RuleDocument;
}

const useDiscard = (number: string) => {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const go = useGo();
  return useMutation(
    trpc.rules.discardDraft.mutationOptions({
      onSuccess: (draft) => {
        cache.setQueryData(trpc.rules.draft.queryKey({ draft: number }), draft);
        void cache.invalidateQueries({ queryKey: trpc.rules.drafts.pathKey() });
        go(paths.ruleDrafts());
      },
    }),
  );
};

/** A draft while it is written: every part of the rules in people's words, with what is changed, what is wrong, what it would do. */
export const DraftEditor = ({ initial, published }: Props): ReactNode => {
  const { t } = useTranslation();
  const [store, snapshot] = useDraftStore(initial);
  const { content, draft } = snapshot;
  const { scope, number, revision } = draft.summary;
  const { place, show } = useDraftPlace(number);
  const scopeWords = useScopeWords();
  const discard = useDiscard(number);
  // The proofs take a moment; typing goes first.
  const looked = useDeferredValue(content);
  const findings = useMemo(() => findingsOf(looked, scope, published), [looked, scope, published]);
  const changes = useMemo(() => changesOfDraft(content, scope, published), [content, scope, published]);
  const document = useMemo(() => documentOf(content, published), [content, published]);
  const onlyChanged = place.changed === '1';
  const open = (tab: RuleTab, key: string): void => show({ part: tab, entry: key, changed: undefined });
  const view = useMemo((): RuleView => {
    const group = content.kind === 'group' ? null : { ...published, overlays: {} };
    return {
      document,
      published: publishedFor(scope, published),
      group,
      changed: new Set(changes.map(({ part, key }) => entryId(part, key))),
      own: new Set(group === null ? [] : changesBetween(group, document).map(({ part, key }) => entryId(part, key))),
      findings,
      onlyChanged,
      article: undefined,
      edit: store.edit,
      open: place.entry,
      onOpen: (entry) => show({ entry }),
    };
  }, [content, document, published, scope, changes, findings, onlyChanged, store, place.entry, show]);
  const errorCount = findings.filter(({ severity }) => severity === 'error').length;
  return (
    <div className="page">
      <PageHead
        title={scopeWords(draft.summary)}
        lead={
          <DraftWords draft={draft}>
            <SaveWords snapshot={snapshot} />
          </DraftWords>
        }
        extra={
          <>
            <label className="row only-changed">
              <Switch
                size="small"
                checked={onlyChanged}
                onChange={(checked) => show({ changed: checked ? '1' : undefined })}
              />
              {t('rules.only_changed')}
            </label>
            {draft.may.includes('propose') ? (
              <Propose
                store={store}
                changeCount={changes.length}
                errorCount={errorCount}
                onShowErrors={() => show({ part: 'lint' })}
              />
            ) : null}
            {draft.may.includes('discard') ? (
              <ConfirmAct
                label={t('rules.draft.discard')}
                question={t('rules.draft.discard_question')}
                explanation={t('rules.draft.discard_explain')}
                pending={discard.isPending}
                onConfirm={() => discard.mutate({ draft: number, revision })}
              />
            ) : null}
            <GoButton href={paths.ruleDrafts()}>{t('rules.draft.title')}</GoButton>
          </>
        }
      />
      <RefusalNote error={discard.error} />
      <DraftNotes draft={draft} />
      <SaveNote store={store} snapshot={snapshot} published={published} />
      {errorCount === 0 ? null : (
        <Alert
          type="error"
          showIcon
          className="page-note"
          title={t('rules.lint.errors', { count: errorCount })}
          action={
            <Button size="small" onClick={() => show({ part: 'lint' })}>
              {t('rules.lint.show')}
            </Button>
          }
        />
      )}
      {scope === null ? null : <p className="soft">{t('rules.own_explain')}</p>}
      <section className="card">
        <RuleViewProvider value={view}>
          <RuleTabs
            tab={place.part ?? 'approvers'}
            onTab={(part) => show({ part, entry: undefined })}
            regime={place.regime}
            onRegime={(regime) => show({ regime, entry: undefined })}
            extra={[
              {
                key: 'changes',
                label: (
                  <span className="tab-label">
                    {t('rules.parts.changes')}
                    <CountMark count={changes.length} label={t('rules.changed_count', { count: changes.length })} />
                  </span>
                ),
                children: <ChangeList changes={changes} fileName={number} />,
              },
              {
                key: 'lint',
                label: (
                  <span className="tab-label">
                    {t('rules.parts.lint')}
                    <CountMark bad count={errorCount} label={t('rules.lint.errors', { count: errorCount })} />
                  </span>
                ),
                children: <LintList findings={findings} onShow={open} />,
              },
              {
                key: 'effects',
                label: t('rules.parts.effects'),
                children: (
                  <>
                    <DryRun draft={number} revision={revision} before={store.flush} />
                    <p className="part-section">
                      <GoButton href={paths.coverage({ draft: number })}>{t('rules.coverage.of_draft')}</GoButton>
                    </p>
                  </>
                ),
              },
            ]}
          />
        </RuleViewProvider>
      </section>
      <AutosaveGuard store={store} saved={snapshot.state === 'saved'} />
    </div>
  );
};

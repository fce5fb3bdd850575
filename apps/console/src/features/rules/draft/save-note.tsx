import { CheckOutlined, LoadingOutlined } from '@ant-design/icons';
import type { RuleDraft } from '@miji/contract';
import type { RuleDocument } from '@miji/core';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../../lib/format.ts';
import { useTRPCClient } from '../../../lib/trpc.ts';
import { RefusalNote } from '../../../ui/index.ts';
import { ChangeList } from '../change-list.tsx';
import { changesBetween } from '../model/changes.ts';
import { documentOf } from '../model/content.ts';
import type { DraftSnapshot, DraftStore } from '../model/draft-store.ts';

/** Whether what was typed is with the server, in few words. */
export const SaveWords = ({ snapshot }: { readonly snapshot: DraftSnapshot }): ReactNode => {
  const { t } = useTranslation();
  const { state, draft } = snapshot;
  return (
    <span aria-live="polite" className={`save-words save-${state}`}>
      {state === 'saved' ? <CheckOutlined aria-hidden="true" /> : null}
      {state === 'saving' || state === 'waiting' ? <LoadingOutlined aria-hidden="true" /> : null}
      {t(`rules.save.${state}`, { at: formatMinute(draft.summary.changedAt) })}
    </span>
  );
};

const Conflict = ({
  store,
  snapshot,
  published,
}: {
  readonly store: DraftStore;
  readonly snapshot: DraftSnapshot;
  readonly published: RuleDocument;
}): ReactNode => {
  const { t } = useTranslation();
  const wire = useTRPCClient();
  const { number } = snapshot.draft.summary;
  const look = useMutation({ mutationFn: (): Promise<RuleDraft> => wire.rules.draft.query({ draft: number }) });
  const theirs = look.data;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="page-note"
      title={t('rules.conflict.title')}
      description={
        <div className="stack">
          <span>{t('rules.conflict.explain')}</span>
          {theirs === undefined ? (
            <div>
              <Button type="primary" loading={look.isPending} onClick={() => look.mutate()}>
                {t('rules.conflict.look')}
              </Button>
            </div>
          ) : (
            <>
              <ChangeList
                changes={changesBetween(documentOf(theirs.content, published), documentOf(snapshot.content, published))}
                fileName={number}
              />
              <div className="row">
                <Button type="primary" onClick={() => void store.keepMine(theirs)}>
                  {t('rules.conflict.mine')}
                </Button>
                <Button onClick={() => store.takeTheirs(theirs)}>{t('rules.conflict.theirs')}</Button>
              </div>
            </>
          )}
          <RefusalNote error={look.error} />
        </div>
      }
    />
  );
};

/** What kept a draft from being saved, and what to do; says nothing while all is well. */
export const SaveNote = (props: {
  readonly store: DraftStore;
  readonly snapshot: DraftSnapshot;
  readonly published: RuleDocument;
}): ReactNode => {
  const { t } = useTranslation();
  const { store, snapshot } = props;
  if (snapshot.state === 'conflict') return <Conflict {...props} />;
  if (snapshot.state !== 'failed') return null;
  return (
    <div className="page-note">
      <RefusalNote
        error={snapshot.error}
        action={
          <Button size="small" onClick={() => void store.flush()}>
            {t('common.retry')}
          </Button>
        }
      />
      <p className="soft">{t('rules.save.kept_here')}</p>
    </div>
  );
};

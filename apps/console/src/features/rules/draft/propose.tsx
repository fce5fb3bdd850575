import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../../lib/trpc.ts';
import type { DraftStore } from '../model/draft-store.ts';
import { RefusedRules } from './refused-rules.tsx';

interface Props {
  readonly store: DraftStore;
  readonly changeCount: number;
  readonly errorCount: number;
  readonly onShowErrors: () => void;
}

/** Hands a draft to a second person, with the reason that will stand with the version for good. */
export const Propose = ({ store, changeCount, errorCount, onShowErrors }: Props): ReactNode => {
  const { t } = useTranslation();
  const id = useId();
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState(store.snapshot().draft.summary.note);
  const [tried, setTried] = useState(false);
  const isEmpty = note.trim() === '';
  const propose = useMutation(
    trpc.rules.proposeDraft.mutationOptions({
      onSuccess: (draft) => {
        cache.setQueryData(trpc.rules.draft.queryKey({ draft: draft.summary.number }), draft);
        void cache.invalidateQueries({ queryKey: trpc.rules.drafts.pathKey() });
      },
    }),
  );
  const send = async (): Promise<void> => {
    setTried(true);
    if (isEmpty || !(await store.flush())) return;
    const { number, revision } = store.snapshot().draft.summary;
    propose.mutate({ draft: number, revision, note: note.trim() });
  };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('rules.propose.button')}
      </Button>
      <Modal
        open={open}
        destroyOnHidden
        title={t('rules.propose.title')}
        okText={t('rules.propose.confirm')}
        cancelText={t('common.cancel')}
        okButtonProps={{ disabled: errorCount > 0 || changeCount === 0 }}
        confirmLoading={propose.isPending}
        onOk={() => void send()}
        onCancel={() => setOpen(false)}
      >
        <div className="stack">
          <p>{t('rules.propose.explain', { count: changeCount })}</p>
          {errorCount === 0 ? null : (
            <Alert
              type="error"
              showIcon
              title={t('rules.propose.errors', { count: errorCount })}
              action={
                <Button
                  size="small"
                  onClick={() => {
                    setOpen(false);
                    onShowErrors();
                  }}
                >
                  {t('rules.lint.show')}
                </Button>
              }
            />
          )}
          {changeCount === 0 ? <Alert type="info" showIcon title={t('rules.propose.nothing')} /> : null}
          <div className="field">
            <label htmlFor={id}>{t('rules.propose.note')}</label>
            <Input.TextArea
              id={id}
              value={note}
              maxLength={2_000}
              autoSize={{ minRows: 3, maxRows: 8 }}
              aria-required="true"
              aria-invalid={tried && isEmpty}
              aria-describedby={`${id}-help`}
              {...(tried && isEmpty ? { status: 'error' as const } : {})}
              onChange={({ target }) => setNote(target.value)}
            />
            <span id={`${id}-help`} role="alert" className="bad">
              {tried && isEmpty ? t('common.fieldRequired') : ''}
            </span>
          </div>
          <RefusedRules error={propose.error} />
        </div>
      </Modal>
    </>
  );
};

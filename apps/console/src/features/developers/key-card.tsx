import type { ServiceKey } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { ConfirmAct, Minute, RefusalNote } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';
import { Snippet } from './snippet.tsx';

interface Props {
  readonly company: string;
  readonly entry: ServiceKey;
  /** whether whoever looks may confirm keys; that it was another who issued it, the server sees to */
  readonly confirms: boolean;
}

const State = ({ entry }: Pick<Props, 'entry'>): ReactNode => {
  const { t } = useTranslation();
  const now = useNow();
  const { confirmedAt, expiresAt } = entry;
  if (expiresAt !== null && expiresAt <= now) return <Tag color="red">{t('developers.keys.expired')}</Tag>;
  return confirmedAt === null ? (
    <Tag color="orange">{t('developers.keys.waits')}</Tag>
  ) : (
    <Tag color="green">{t('developers.keys.live')}</Tag>
  );
};

/** One key: whose, for what, until when; never the key itself. */
export const KeyCard = ({ company, entry, confirms }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { keyId, service, prefix, createdAt, confirmedAt, scopes, expiresAt } = entry;
  const { name } = service;
  const confirm = useMutation(
    trpc.serviceKeys.confirm.mutationOptions({ onSuccess: () => done(t('developers.keys.confirmed', { name })) }),
  );
  const revoke = useMutation(
    trpc.serviceKeys.revoke.mutationOptions({ onSuccess: () => done(t('developers.keys.revoked', { name })) }),
  );
  return (
    <li className="card stack">
      <div className="row">
        <strong lang="zh-CN">{name}</strong>
        <code>{prefix}…</code>
        <State entry={entry} />
      </div>
      <div className="row">
        {scopes.map((scope) => (
          <Tag key={scope}>{t(`developers.scope.${scope}`)}</Tag>
        ))}
      </div>
      <div className="soft">
        {t('developers.keys.issued')} <Minute at={createdAt} /> ·{' '}
        {expiresAt === null ? (
          t('developers.keys.forever')
        ) : (
          <>
            {t('developers.keys.expires')} <Minute at={expiresAt} relative />
          </>
        )}
      </div>
      <RefusalNote error={confirm.error ?? revoke.error} />
      <div className="row">
        {confirms && confirmedAt === null ? (
          <ConfirmAct
            label={t('developers.keys.confirm')}
            question={t('developers.keys.confirm_question', { name })}
            explanation={t(
              scopes.includes('snapshot') ? 'developers.keys.confirm_snapshot' : 'developers.keys.confirm_explained',
            )}
            pending={confirm.isPending}
            button={{ type: 'primary' }}
            onConfirm={() => confirm.mutate({ company, keyId })}
          />
        ) : null}
        <ConfirmAct
          label={t('developers.keys.revoke')}
          question={t('developers.keys.revoke_question', { name })}
          explanation={t('developers.keys.revoke_explained')}
          pending={revoke.isPending}
          button={{ danger: true }}
          onConfirm={() => revoke.mutate({ company, keyId })}
        />
      </div>
      <Snippet scopes={scopes} />
    </li>
  );
};

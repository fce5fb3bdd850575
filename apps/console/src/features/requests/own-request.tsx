import type { RequestDetail } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { formatMinute } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ConfirmAct, GoButton, RefusalNote, seatsWords } from '../../ui/index.ts';
import { AnswerForm } from './answer-form.tsx';
import { approverNames } from './route-words.ts';

const NOTE = {
  pending: 'info',
  returned: 'warning',
  refused: 'warning',
  withdrawn: 'info',
  expired: 'warning',
  void: 'warning',
} as const;

/** What happens next with one's own request, in a sentence; an approved one has its grant to say so. */
const nextWords = (request: RequestDetail, t: TFunction): string | null => {
  const until = formatMinute(request.expiresAt);
  switch (request.state) {
    case 'pending':
      return request.route.kind === 'open'
        ? t('requests.mine.pending_next', { names: approverNames(request.route, t), until })
        : t('requests.mine.pending_locked', { appoint: seatsWords(request.route.appoint, t), until });
    case 'returned':
      return t('ask.asked_back.until', { until });
    case 'approved':
      return null;
    case 'refused':
      return t('requests.mine.refused_next', { reason: request.decisionReason ?? t('common.none') });
    case 'withdrawn':
      return t('requests.mine.withdrawn_next');
    case 'expired':
      return t('requests.mine.expired_next');
    case 'void':
      return t('requests.mine.void_next');
  }
};

/** Where the same thing is asked for once more. */
const againPath = ({ item, operation, excerpt, change }: RequestDetail): string =>
  change === null
    ? paths.fileRequest(item, {
        operation,
        from: excerpt?.fromLine,
        to: excerpt?.toLine,
      })
    : paths.changeItem(item, { kind: change.kind });

/** For whoever asked: how it stands, and what he can do. */
export const OwnRequest = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const withdraw = useMutation(
    trpc.requests.withdraw.mutationOptions({
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries(trpc.requests.pathFilter()),
          queries.invalidateQueries(trpc.desk.pathFilter()),
        ]),
    }),
  );
  const { state } = request;
  if (state === 'approved') return null;
  const over = state !== 'pending' && state !== 'returned';
  const action = request.mayWithdraw ? (
    <ConfirmAct
      label={t('requests.mine.withdraw')}
      question={t('requests.mine.withdraw_title')}
      explanation={t('requests.mine.withdraw_effect')}
      pending={withdraw.isPending}
      onConfirm={() => withdraw.mutate({ number: request.number })}
    />
  ) : over ? (
    <GoButton href={againPath(request)}>{t('requests.mine.again')}</GoButton>
  ) : null;
  return (
    <section aria-live="polite" className="stack">
      <Alert
        type={NOTE[state]}
        showIcon
        className="own-request"
        title={t(`requests.mine.${state}`)}
        description={
          <>
            {nextWords(request, t)}
            {over || request.mayNotDecide === null ? null : <div>{sentenceFor(request.mayNotDecide, language)}</div>}
            {action === null ? null : <div className="own-request-act">{action}</div>}
          </>
        }
      />
      <RefusalNote error={withdraw.error} />
      {request.mayResubmit ? <AnswerForm key={request.round} request={request} /> : null}
    </section>
  );
};

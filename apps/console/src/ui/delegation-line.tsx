import type { DelegationWire } from '@miji/contract';
import { Temporal } from '@miji/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../lib/format.ts';
import { useNow } from '../lib/session.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { ConfirmAct } from './confirm-act.tsx';
import { lastDayOf } from './day-field.tsx';
import { LevelTag } from './level-tag.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { useDone } from './use-done.ts';

interface Props {
  readonly delegation: DelegationWire;
  /** whether the reader may take it back */
  readonly revocable: boolean;
}

/** How a delegation stands: it lends something, does not yet, does no more, or its principal has lost the post. */
const stateOf = ({ revokedAt, inForce, from, to }: DelegationWire, now: string) => {
  if (revokedAt !== null) return 'revoked';
  if (inForce) return 'in_force';
  if (isAfter(from, now)) return 'coming';
  return isAfter(to, now) ? 'idle' : 'over';
};

const isAfter = (one: string, other: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(one), Temporal.Instant.from(other)) > 0;

/** A delegation: who decides for whom, how far it reaches, until when, and the button that ends it at once. */
export const DelegationLine = ({ delegation, revocable }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { principal, delegate, company, post, operations, from, to, number } = delegation;
  const revoke = useMutation(
    trpc.delegations.revoke.mutationOptions({
      onSuccess: () => done(t('organisation.delegations.revoked', { number })),
    }),
  );
  const state = stateOf(delegation, useNow());
  const isOver = state === 'revoked' || state === 'over';
  return (
    <li className="list-line">
      <div>
        <div>
          {t('organisation.delegations.sentence', {
            delegate: delegate.name,
            principal: principal.name,
            post: `${company.name} ${t(`common.post.${post}`)}`,
          })}{' '}
          <strong>{t(`organisation.delegations.state.${state}`)}</strong>
        </div>
        <div className="soft row">
          <span className="number">{number}</span>
          <span>
            {t('organisation.delegations.up_to')} <LevelTag level={delegation.highestLevel} />
          </span>
          <span>
            {operations
              .map((operation) => t(`common.operation.${operation}`))
              .join(t('organisation.delegations.separator'))}
          </span>
          <span>{t('organisation.between', { from: dayOf(from), to: lastDayOf(to) })}</span>
        </div>
        <div className="soft">{delegation.reason}</div>
        <RefusalNote error={revoke.error} />
      </div>
      {revocable && !isOver ? (
        <ConfirmAct
          label={t('organisation.delegations.revoke')}
          question={t('organisation.delegations.question', { name: delegate.name })}
          explanation={t('organisation.delegations.at_once')}
          pending={revoke.isPending}
          button={{ size: 'small', danger: true }}
          onConfirm={() => revoke.mutate({ number })}
        />
      ) : null}
    </li>
  );
};

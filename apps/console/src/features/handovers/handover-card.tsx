import type { HandoverWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { ConfirmAct, GoButton, Minute, RefusalNote } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';
import { howMany, Standing } from './standing.tsx';

interface Props {
  readonly handover: HandoverWire;
  /** with everything in it, as it is printed */
  readonly whole: boolean;
}

const Signature = ({ name, at }: { readonly name: string; readonly at: string | null }): ReactNode => {
  const { t } = useTranslation();
  return (
    <span>
      {name} {at === null ? t('handovers.unsigned') : <Minute at={at} />}
    </span>
  );
};

/** One handover: from whom to whom, what, who has signed, and the signature that the reader owes. */
export const HandoverCard = ({ handover, whole }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { person } = useSession();
  const { number, giver, taker, state, yours, proposedBy } = handover;
  const sign = useMutation(
    trpc.handovers.sign.mutationOptions({
      onSuccess: (signed) =>
        done(signed.state === 'done' ? t('handovers.signed_done', { number }) : t('handovers.signed')),
    }),
  );
  const withdraw = useMutation(
    trpc.handovers.withdraw.mutationOptions({ onSuccess: () => done(t('handovers.withdrawn', { number })) }),
  );
  const isOpen = state === 'proposed' || state === 'given';
  const mayWithdraw = isOpen && (proposedBy.id === person.id || giver.id === person.id);
  return (
    <li className="card handover-card">
      <div className="row">
        <strong className="number">{number}</strong>
        <span className="grow">{t('handovers.sentence', { giver: giver.name, taker: taker.name })}</span>
        <strong>{t(`handovers.state.${state}`)}</strong>
      </div>
      <p>{handover.reason}</p>
      <div className="row soft">
        <span>{t('handovers.lines', { count: howMany(handover) })}</span>
        <span>
          {t('handovers.proposed_by')} {proposedBy.name} <Minute at={handover.proposedAt} />
        </span>
        <Signature name={t('handovers.given_at')} at={handover.givenAt} />
        <Signature name={t('handovers.taken_at')} at={handover.takenAt} />
      </div>
      {whole || yours !== null ? <Standing standing={handover} /> : null}
      <div className="row">
        {yours === null ? null : (
          <ConfirmAct
            label={t(`handovers.sign_${yours}`)}
            question={t(`handovers.sign_${yours}_question`)}
            explanation={t('handovers.sign_hint')}
            pending={sign.isPending}
            button={{ type: 'primary' }}
            onConfirm={() => sign.mutate({ number })}
          />
        )}
        {whole ? null : <GoButton href={paths.handovers({ number })}>{t('handovers.see')}</GoButton>}
        {mayWithdraw ? (
          <ConfirmAct
            label={t('handovers.withdraw')}
            question={t('handovers.withdraw_question', { number })}
            pending={withdraw.isPending}
            onConfirm={() => withdraw.mutate({ number })}
          />
        ) : null}
      </div>
      <RefusalNote error={sign.error ?? withdraw.error} />
      {whole ? (
        <div className="handover-signatures">
          <div>{t('handovers.signature_giver')}</div>
          <div>{t('handovers.signature_taker')}</div>
        </div>
      ) : null}
    </li>
  );
};

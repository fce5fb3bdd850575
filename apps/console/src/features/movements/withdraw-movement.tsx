import type { MovementWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ConfirmAct, RefusalNote } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';

/** Takes back what one has handed over, or stands for as the second person, and nobody has confirmed yet. */
export const WithdrawMovement = ({ movement }: { readonly movement: MovementWire }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const withdraw = useMutation(
    trpc.movements.withdraw.mutationOptions({
      onSuccess: () => done(t('movements.withdraw.done', { copy: movement.copy })),
    }),
  );
  return (
    <>
      <ConfirmAct
        label={t('movements.withdraw.button')}
        question={t('movements.withdraw.question')}
        explanation={t(`movements.withdraw.${movement.signed === null ? 'explanation' : 'explanation_signed'}`)}
        pending={withdraw.isPending}
        onConfirm={() => withdraw.mutate({ movement: movement.id })}
      />
      <RefusalNote error={withdraw.error} />
    </>
  );
};

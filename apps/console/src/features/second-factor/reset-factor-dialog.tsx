import type { AppointmentWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';

interface Props {
  readonly appointment: AppointmentWire;
  readonly company: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Takes every second factor from somebody who has lost it; he is told, and sets up a new one himself. */
export const ResetFactorDialog = ({ appointment: { person }, company, open, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<object>();
  const reset = useMutation(
    trpc.organisation.resetSecondFactor.mutationOptions({
      onSuccess: async ({ removed }) => {
        onClose();
        await done(t(removed === 0 ? 'factor.reset.none' : 'factor.reset.done', { name: person.name }));
      },
    }),
  );
  return (
    <ActDialog
      title={t('factor.reset.title', { name: person.name })}
      lead={t('factor.reset.lead')}
      ok={t('factor.reset.submit')}
      form={form}
      open={open}
      pending={reset.isPending}
      error={reset.error}
      initial={{}}
      onSubmit={() => reset.mutate({ company, personId: person.id })}
      onClose={onClose}
    >
      {null}
    </ActDialog>
  );
};

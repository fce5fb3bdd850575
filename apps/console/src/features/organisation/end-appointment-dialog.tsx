import type { AppointmentWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { refusalOf } from '../../lib/refusal.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { DayField, endOf } from '../../ui/day-field.tsx';
import { GoLink } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';

interface Props {
  readonly appointment: AppointmentWire;
  readonly company: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Typed {
  readonly to?: string;
  readonly reason?: string;
}

/** Ends an appointment, at once or at the end of a day to come. */
export const EndAppointmentDialog = ({ appointment, company, open, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Typed>();
  const name = appointment.person.name;
  const end = useMutation(
    trpc.organisation.endAppointment.mutationOptions({
      onSuccess: async () => {
        onClose();
        await done(t('organisation.end.done', { name }));
      },
    }),
  );
  return (
    <ActDialog
      title={t('organisation.end.title', { name, post: t(`common.post.${appointment.post}`) })}
      lead={t('organisation.end.lead')}
      ok={t('organisation.end.submit')}
      form={form}
      open={open}
      pending={end.isPending}
      error={end.error}
      initial={{}}
      onClose={onClose}
      onSubmit={({ to, reason }) =>
        end.mutate({
          company,
          appointmentId: appointment.appointmentId,
          to: endOf(to),
          reason: reason?.trim() || undefined,
        })
      }
    >
      <Form.Item name="to" label={t('organisation.field.to')} extra={t('organisation.end.to_hint')}>
        <DayField />
      </Form.Item>
      <Form.Item name="reason" label={t('organisation.field.reason')}>
        <Input maxLength={200} />
      </Form.Item>
      {refusalOf(end.error)?.code === 'HOLDINGS_OUTSTANDING' ? (
        <p className="soft">
          {t('organisation.end.outstanding')}{' '}
          <GoLink href={paths.handovers()}>{t('organisation.end.handovers')}</GoLink>
        </p>
      ) : null}
    </ActDialog>
  );
};

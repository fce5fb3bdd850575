import type { AppointmentWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { DayField, startOf } from '../../ui/day-field.tsx';
import type { TypedPost } from './post-fields.tsx';
import { PostFields, toPost } from './post-fields.tsx';
import { useDone } from '../../ui/use-done.ts';

interface Props {
  readonly appointment: AppointmentWire;
  readonly company: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Typed extends TypedPost {
  readonly toCompany: string;
  readonly employeeNumber?: string;
  readonly effective?: string;
  readonly reason: string;
}

/** Moves somebody in one act: what he held ends, and what he will hold begins, at one instant. */
export const TransferDialog = ({ appointment, company, open, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { companies } = useSession();
  const [form] = Form.useForm<Typed>();
  const toCompany = Form.useWatch('toCompany', form) ?? company;
  const name = appointment.person.name;
  const transfer = useMutation(
    trpc.organisation.transferPerson.mutationOptions({
      onSuccess: async () => {
        form.resetFields();
        onClose();
        await done(t('organisation.transfer.done', { name }));
      },
    }),
  );
  const submit = ({ toCompany: target, employeeNumber, effective, reason, ...post }: Typed): void =>
    transfer.mutate({
      personId: appointment.person.id,
      from: { company },
      to: {
        company: target,
        ...(employeeNumber?.trim() ? { employeeNumber: employeeNumber.trim() } : {}),
        posts: [toPost(post)],
      },
      effective: startOf(effective),
      reason,
    });
  return (
    <ActDialog
      title={t('organisation.transfer.title', { name })}
      lead={t('organisation.transfer.lead')}
      ok={t('organisation.transfer.submit')}
      form={form}
      open={open}
      pending={transfer.isPending}
      error={transfer.error}
      initial={{ toCompany: company, post: appointment.post }}
      onClose={onClose}
      onSubmit={submit}
    >
      <Form.Item name="toCompany" label={t('organisation.transfer.to')}>
        <Select options={companies.map(({ code, name: label }) => ({ value: code, label }))} />
      </Form.Item>
      {toCompany === company ? null : (
        <Form.Item name="employeeNumber" label={t('organisation.transfer.employee_number')}>
          <Input maxLength={32} />
        </Form.Item>
      )}
      <PostFields company={toCompany} />
      <Form.Item name="effective" label={t('organisation.transfer.effective')} extra={t('organisation.from_hint')}>
        <DayField />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('organisation.field.reason')}
        rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </ActDialog>
  );
};

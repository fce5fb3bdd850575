import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { PersonSelect } from '../../ui/index.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { DayField, endOf, startOf } from '../../ui/day-field.tsx';
import type { TypedPost } from './post-fields.tsx';
import { PostFields, toPost } from './post-fields.tsx';
import { useDone } from '../../ui/use-done.ts';

interface Props {
  readonly company: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Typed extends TypedPost {
  readonly personId: string;
  readonly from?: string;
  readonly to?: string;
  readonly reason?: string;
}

/** Appoints somebody of the register to a post. */
export const AppointDialog = ({ company, open, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Typed>();
  const appoint = useMutation(
    trpc.organisation.appoint.mutationOptions({
      onSuccess: async ({ person }) => {
        form.resetFields();
        onClose();
        await done(t('organisation.appoint.done', { name: person.name }));
      },
    }),
  );
  return (
    <ActDialog
      title={t('organisation.appoint.open')}
      lead={t('organisation.appoint.lead')}
      ok={t('organisation.appoint.submit')}
      form={form}
      open={open}
      pending={appoint.isPending}
      error={appoint.error}
      initial={{}}
      onClose={onClose}
      onSubmit={({ personId, from, to, reason, ...post }) =>
        appoint.mutate({
          company,
          personId,
          ...toPost(post),
          from: startOf(from),
          to: endOf(to),
          reason: reason?.trim() || undefined,
        })
      }
    >
      <Form.Item
        name="personId"
        label={t('organisation.field.name')}
        rules={[{ required: true, message: t('common.fieldRequired') }]}
      >
        <PersonSelect label={t('organisation.field.name')} />
      </Form.Item>
      <PostFields company={company} />
      <Form.Item name="from" label={t('organisation.field.from')} extra={t('organisation.from_hint')}>
        <DayField />
      </Form.Item>
      <Form.Item name="to" label={t('organisation.field.to')} extra={t('organisation.to_hint')}>
        <DayField />
      </Form.Item>
      <Form.Item name="reason" label={t('organisation.field.reason')}>
        <Input maxLength={200} />
      </Form.Item>
    </ActDialog>
  );
};

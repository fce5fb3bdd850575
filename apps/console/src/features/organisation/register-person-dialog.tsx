import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { DayField, startOf } from '../../ui/day-field.tsx';
import type { TypedPost } from './post-fields.tsx';
import { PostFields, toPost } from './post-fields.tsx';
import { useDone } from '../../ui/use-done.ts';

interface Props {
  readonly company: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Typed extends TypedPost {
  readonly name: string;
  readonly employeeNumber: string;
  readonly from?: string;
}

/** Enters a new person and his first post. */
export const RegisterPersonDialog = ({ company, open, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Typed>();
  const register = useMutation(trpc.organisation.registerPerson.mutationOptions());
  const appoint = useMutation(trpc.organisation.appoint.mutationOptions());
  const submit = async ({ name, employeeNumber, from, ...post }: Typed): Promise<void> => {
    // Where he was entered and then not appointed, trying again appoints the same person.
    const earlier = register.data;
    const person =
      earlier?.name === name && earlier.employeeNumber === employeeNumber
        ? earlier
        : await register.mutateAsync({ company, name, employeeNumber });
    await appoint.mutateAsync({ company, personId: person.id, ...toPost(post), from: startOf(from) });
    register.reset();
    form.resetFields();
    onClose();
    await done(t('organisation.register.done', { name: person.name }));
  };
  return (
    <ActDialog
      title={t('organisation.register.open')}
      lead={t('organisation.register.lead')}
      ok={t('organisation.register.submit')}
      form={form}
      open={open}
      pending={register.isPending || appoint.isPending}
      error={register.error ?? appoint.error}
      initial={{ post: 'staff' }}
      onClose={onClose}
      // What went wrong is said in the dialog, by the mutations themselves.
      onSubmit={(typed) => void submit(typed).catch(() => undefined)}
    >
      <Form.Item
        name="name"
        label={t('organisation.field.name')}
        rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="employeeNumber"
        label={t('organisation.field.employee_number')}
        rules={[{ required: true, pattern: /^[\w-]{1,32}$/, message: t('organisation.employee_number_wrong') }]}
      >
        <Input maxLength={32} />
      </Form.Item>
      <PostFields company={company} />
      <Form.Item name="from" label={t('organisation.field.from')} extra={t('organisation.from_hint')}>
        <DayField />
      </Form.Item>
    </ActDialog>
  );
};

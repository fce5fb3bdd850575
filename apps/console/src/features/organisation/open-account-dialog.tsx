import type { AppointmentWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Alert, Form, Input, Radio, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';

interface Props {
  readonly appointment: AppointmentWire;
  readonly company: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Typed {
  readonly email: string;
  readonly signIn: 'password' | 'single_sign_on';
}

/** Gives a person an account. Its first password is shown this once. */
export const OpenAccountDialog = ({ appointment, company, open, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [form] = Form.useForm<Typed>();
  const account = useMutation(trpc.organisation.openAccount.mutationOptions());
  const close = (): void => {
    account.reset();
    form.resetFields();
    onClose();
  };
  const opened = account.data;
  return (
    <ActDialog
      title={t('organisation.account.title', { name: appointment.person.name })}
      ok={t(opened === undefined ? 'organisation.account.submit' : 'common.close')}
      form={form}
      open={open}
      pending={account.isPending}
      error={account.error}
      initial={{ signIn: 'password' }}
      onClose={close}
      onSubmit={(typed) =>
        opened === undefined ? account.mutate({ company, personId: appointment.person.id, ...typed }) : close()
      }
    >
      {opened === undefined ? (
        <>
          <Form.Item
            name="email"
            label={t('organisation.field.email')}
            rules={[{ required: true, type: 'email', message: t('organisation.account.email_wrong') }]}
          >
            <Input type="email" maxLength={254} autoComplete="off" />
          </Form.Item>
          <Form.Item name="signIn" label={t('organisation.account.how')}>
            <Radio.Group
              options={(['password', 'single_sign_on'] as const).map((value) => ({
                value,
                label: t(`organisation.account.${value}`),
              }))}
            />
          </Form.Item>
        </>
      ) : (
        <Alert
          type="success"
          showIcon
          title={t('organisation.account.done', { email: opened.email })}
          description={
            opened.initialPassword === null ? undefined : (
              <>
                <p>{t('organisation.account.once')}</p>
                <Typography.Text code copyable>
                  {opened.initialPassword}
                </Typography.Text>
              </>
            )
          }
        />
      )}
    </ActDialog>
  );
};

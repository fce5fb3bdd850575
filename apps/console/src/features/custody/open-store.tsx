import type { SecretLevel } from '@miji/core';
import { SECRET_LEVELS } from '@miji/core';
import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';

interface Typed {
  readonly code: string;
  readonly name: string;
  readonly place: string;
  readonly separate: boolean;
  readonly highestLevel: SecretLevel;
}

const CODE = /^[A-Z0-9][A-Z0-9-]{0,15}$/;

/** Opens a store. What is 机密 or 绝密 lies only where it is set apart. @see CF-29 @see GS-26 */
export const OpenStore = ({ company }: { readonly company: string | undefined }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Typed>();
  const begin = useMutation(
    trpc.stores.open.mutationOptions({
      onSuccess: async ({ code }) => {
        form.resetFields();
        setOpen(false);
        await done(t('custody.stores.opened', { code }));
      },
    }),
  );
  const required = { required: true, whitespace: true, message: t('custody.required') };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('custody.stores.open')}
      </Button>
      <ActDialog
        title={t('custody.stores.open')}
        lead={t('custody.stores.open_lead')}
        ok={t('custody.stores.open')}
        form={form}
        open={open}
        pending={begin.isPending}
        error={begin.error}
        initial={{ separate: false, highestLevel: 'confidential' }}
        onSubmit={(typed) => begin.mutate({ company, ...typed })}
        onClose={() => setOpen(false)}
      >
        <Form.Item
          name="code"
          label={t('custody.stores.code')}
          extra={t('custody.stores.code_hint')}
          normalize={(typed: string) => typed.toUpperCase()}
          rules={[required, { pattern: CODE, message: t('custody.stores.code_wrong') }]}
        >
          <Input maxLength={16} autoComplete="off" />
        </Form.Item>
        <Form.Item name="name" label={t('custody.stores.name')} rules={[required]}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="place" label={t('custody.stores.place')} rules={[required]}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item name="separate" valuePropName="checked" extra={t('custody.stores.separate_hint')}>
          <Checkbox>{t('custody.stores.separate')}</Checkbox>
        </Form.Item>
        <Form.Item
          name="highestLevel"
          label={t('custody.stores.highest')}
          dependencies={['separate']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, level: SecretLevel) =>
                level === 'confidential' || getFieldValue('separate') === true
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('custody.stores.highest_wrong'))),
            }),
          ]}
        >
          <Select options={SECRET_LEVELS.map((value) => ({ value, label: t(`common.level.${value}`) }))} />
        </Form.Item>
      </ActDialog>
    </>
  );
};

import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Switch } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIdempotencyKey } from '../../lib/idempotency.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';
import { ConditionField, PagesField, said } from '../movements/count-fields.tsx';
import { StoreSelect, useOnlyStore } from './store-select.tsx';

interface Typed {
  readonly item: string;
  readonly storeId: string;
  readonly medium: 'paper' | 'audio_visual';
  readonly pages: number;
  readonly durable: boolean;
  readonly condition?: string;
}

/** Puts an original on paper or tape into the register, and into a store. @see AR-01 @see CF-08 */
export const EnterOriginal = ({ company }: { readonly company: string | undefined }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { key, renew } = useIdempotencyKey();
  const only = useOnlyStore(company);
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Typed>();
  const isDurable = Form.useWatch('durable', form) ?? true;
  const enter = useMutation(
    trpc.custody.enterOriginal.mutationOptions({
      onSuccess: async ({ id }) => {
        renew();
        form.resetFields();
        setOpen(false);
        await done(t('custody.original.done', { copy: id }));
      },
    }),
  );
  const required = [{ required: true, message: t('custody.required') }];
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('custody.original.act')}</Button>
      <ActDialog
        title={t('custody.original.act')}
        lead={t('custody.original.lead')}
        ok={t('custody.original.confirm')}
        form={form}
        open={open}
        pending={enter.isPending}
        error={enter.error}
        initial={{ medium: 'paper', durable: true, ...(only === undefined ? {} : { storeId: only }) }}
        onSubmit={({ item, condition, ...typed }) =>
          enter.mutate({
            ...typed,
            item: item.trim().toUpperCase(),
            condition: said(condition),
            idempotencyKey: key,
          })
        }
        onClose={() => setOpen(false)}
      >
        <Form.Item name="item" label={t('custody.original.item')} rules={required}>
          <Input maxLength={30} autoComplete="off" placeholder="HYYH-2026-000012" />
        </Form.Item>
        <Form.Item name="storeId" label={t('custody.store')} rules={required}>
          <StoreSelect company={company} />
        </Form.Item>
        <Form.Item name="medium" label={t('custody.original.medium')}>
          <Radio.Group
            options={(['paper', 'audio_visual'] as const).map((value) => ({
              value,
              label: t(`custody.original.${value}`),
            }))}
          />
        </Form.Item>
        <PagesField />
        <Form.Item
          name="durable"
          valuePropName="checked"
          label={t('custody.original.durable')}
          extra={t('custody.original.durable_hint')}
        >
          <Switch />
        </Form.Item>
        <ConditionField required={!isDurable} />
      </ActDialog>
    </>
  );
};

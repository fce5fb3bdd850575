import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';

interface Typed {
  readonly item: string;
  readonly reason: string;
}

/** Holds an item by its number: the office need not know the item to stop what leaves it. */
export const PlaceHold = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Typed>();
  const place = useMutation(
    trpc.holds.place.mutationOptions({
      onSuccess: async ({ grantsVoided }, { item }) => {
        form.resetFields();
        setOpen(false);
        await done(t('holds.done', { item, count: grantsVoided ?? 0 }));
      },
    }),
  );
  const required = [{ required: true, whitespace: true, message: t('common.fieldRequired') }];
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('holds.place')}
      </Button>
      <ActDialog
        title={t('holds.place')}
        lead={t('holds.place_lead')}
        ok={t('holds.place_confirm')}
        form={form}
        open={open}
        pending={place.isPending}
        error={place.error}
        initial={{}}
        onSubmit={({ item, reason }) => place.mutate({ item: item.trim().toUpperCase(), reason })}
        onClose={() => setOpen(false)}
      >
        <Form.Item name="item" label={t('requests.field.item')} rules={required}>
          <Input maxLength={30} autoComplete="off" placeholder="HYYH-2026-000012" />
        </Form.Item>
        <Form.Item name="reason" label={t('holds.reason')} rules={required}>
          <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      </ActDialog>
    </>
  );
};

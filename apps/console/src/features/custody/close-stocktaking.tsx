import type { StocktakingWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';

/** Closes a stocktaking, which is for somebody who neither began it nor counted. */
export const CloseStocktaking = ({ stocktaking }: { readonly stocktaking: StocktakingWire }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { number, missing, surplus } = stocktaking;
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ readonly note?: string }>();
  const close = useMutation(
    trpc.stocktakings.close.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await done(t('custody.stocktaking.closed', { number }));
      },
    }),
  );
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('custody.stocktaking.close')}</Button>
      <ActDialog
        title={t('custody.stocktaking.close')}
        lead={t('custody.stocktaking.close_lead', { missing, surplus })}
        ok={t('custody.stocktaking.close')}
        form={form}
        open={open}
        pending={close.isPending}
        error={close.error}
        initial={{}}
        onSubmit={({ note }) => close.mutate({ number, note: note?.trim() || undefined })}
        onClose={() => setOpen(false)}
      >
        <Form.Item name="note" label={t('custody.stocktaking.note')}>
          <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      </ActDialog>
    </>
  );
};

import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';

/** Lifts a hold that somebody else has placed. Grants that it made void stay void. */
export const LiftHold = ({ item }: { readonly item: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ readonly reason: string }>();
  const lift = useMutation(
    trpc.holds.lift.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await done(t('holds.lift_done', { item }));
      },
    }),
  );
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('holds.lift')}</Button>
      <ActDialog
        title={t('holds.lift_title', { item })}
        lead={t('holds.lift_lead')}
        ok={t('holds.lift')}
        form={form}
        open={open}
        pending={lift.isPending}
        error={lift.error}
        initial={{}}
        onSubmit={({ reason }) => lift.mutate({ item, reason })}
        onClose={() => setOpen(false)}
      >
        <Form.Item
          name="reason"
          label={t('holds.reason')}
          rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
        >
          <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      </ActDialog>
    </>
  );
};

import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';

interface Props {
  readonly company: string;
  readonly code: string;
  readonly name: string;
}

/** Takes one’s own declaration back; what the group has declared stays. */
export const RetireClass = ({ company, code, name }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ readonly reason: string }>();
  const retire = useMutation(
    trpc.recordClasses.retire.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await done(t('records.retired', { name }));
      },
    }),
  );
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('records.retire')}
      </Button>
      <ActDialog
        title={t('records.retire_title', { name })}
        lead={t('records.retire_lead')}
        ok={t('records.retire')}
        form={form}
        open={open}
        pending={retire.isPending}
        error={retire.error}
        initial={{}}
        onSubmit={({ reason }) => retire.mutate({ company, code, reason })}
        onClose={() => setOpen(false)}
      >
        <Form.Item
          name="reason"
          label={t('records.reason')}
          rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
        >
          <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      </ActDialog>
    </>
  );
};

import type { GrantSummary } from '@miji/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../../lib/trpc.ts';
import { ActDialog } from '../../../ui/act-dialog.tsx';

/** Takes back what is left of a grant that one has approved; says why. */
export const RevokeGrant = ({ grant }: { readonly grant: GrantSummary }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ readonly reason: string }>();
  const revoke = useMutation(
    trpc.grants.revoke.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await Promise.all([
          queries.invalidateQueries(trpc.grants.pathFilter()),
          queries.invalidateQueries(trpc.requests.pathFilter()),
        ]);
      },
    }),
  );
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('ask.grants.revoke')}
      </Button>
      <ActDialog
        title={t('ask.grants.revoke_title')}
        lead={t('ask.grants.revoke_effect')}
        ok={t('ask.grants.revoke_confirm')}
        form={form}
        open={open}
        pending={revoke.isPending}
        error={revoke.error}
        initial={{}}
        onSubmit={({ reason }) => revoke.mutate({ grant: grant.number, reason })}
        onClose={() => setOpen(false)}
      >
        <Form.Item
          name="reason"
          label={t('ask.grants.revoke_reason')}
          rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
        >
          <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      </ActDialog>
    </>
  );
};

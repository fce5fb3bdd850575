import type { RangeEntryWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';

interface Typed {
  readonly reason: string;
}

interface Props {
  readonly number: string;
  readonly entry: RangeEntryWire;
}

/** Takes one name out of the range; it bites at the next request. @see GS-17 @see GS-18 @see GS-19 */
export const RevokeReader = ({ number, entry }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Typed>();
  const revoke = useMutation(
    trpc.items.revoke.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await done(t('items.range.revokedDone', { name: entry.name }));
      },
    }),
  );
  return (
    <>
      <Button size="small" aria-label={t('items.range.revokeWhom', { name: entry.name })} onClick={() => setOpen(true)}>
        {t('items.range.revoke')}
      </Button>
      <ActDialog<Typed>
        title={t('items.range.revokeWhom', { name: entry.name })}
        lead={t('items.range.revokeLead')}
        ok={t('items.range.revoke')}
        form={form}
        open={open}
        pending={revoke.isPending}
        error={revoke.error}
        initial={{}}
        onSubmit={({ reason }) => revoke.mutate({ number, entryId: entry.id, reason })}
        onClose={() => setOpen(false)}
      >
        <ReasonField />
      </ActDialog>
    </>
  );
};

/** Why: no act on a range goes without. */
export const ReasonField = (): ReactNode => {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="reason"
      label={t('items.name.reason')}
      rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
    >
      <Input.TextArea rows={3} maxLength={2_000} />
    </Form.Item>
  );
};

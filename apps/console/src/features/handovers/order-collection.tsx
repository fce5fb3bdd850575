import type { PersonRef } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';
import { WordsField } from '../movements/count-fields.tsx';

interface Typed {
  readonly reason: string;
}

/** Orders what is on the name of somebody who cannot or will not hand it over to be collected; the administrator may end his post then. @see AR-06 */
export const OrderCollection = ({ person }: { readonly person: PersonRef }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Typed>();
  const [open, setOpen] = useState(false);
  const { name } = person;
  const order = useMutation(
    trpc.handovers.orderCollection.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        form.resetFields();
        await done(t('handovers.collection.done', { name }));
      },
    }),
  );
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('handovers.collection.act')}
      </Button>
      <ActDialog<Typed>
        title={t('handovers.collection.title', { name })}
        lead={t('handovers.collection.lead')}
        ok={t('handovers.collection.ok')}
        form={form}
        open={open}
        pending={order.isPending}
        error={order.error}
        initial={{}}
        onSubmit={({ reason }) => order.mutate({ personId: person.id, reason })}
        onClose={() => setOpen(false)}
      >
        <WordsField name="reason" label={t('handovers.reason')} />
      </ActDialog>
    </>
  );
};

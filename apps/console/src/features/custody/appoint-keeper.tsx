import type { StoreWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { PersonSelect } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';

/** Appoints a keeper by name. @see GS-26 @see CF-29 */
export const AppointKeeper = ({ store }: { readonly store: StoreWire }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ readonly personId: string }>();
  const appoint = useMutation(
    trpc.stores.appointKeeper.mutationOptions({
      onSuccess: async ({ keepers, code }, { personId }) => {
        form.resetFields();
        setOpen(false);
        const name = keepers.find(({ person }) => person.id === personId)?.person.name ?? '';
        await done(t('custody.stores.appointed', { name, code }));
      },
    }),
  );
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-label={`${t('custody.stores.appoint')} ${store.code}`}>
        {t('custody.stores.appoint')}
      </Button>
      <ActDialog
        title={`${t('custody.stores.appoint')} · ${store.code}`}
        lead={t('custody.stores.appoint_lead')}
        ok={t('custody.stores.appoint')}
        form={form}
        open={open}
        pending={appoint.isPending}
        error={appoint.error}
        initial={{}}
        onSubmit={({ personId }) => appoint.mutate({ store: store.id, personId })}
        onClose={() => setOpen(false)}
      >
        <Form.Item
          name="personId"
          label={t('custody.stores.person')}
          rules={[{ required: true, message: t('custody.required') }]}
        >
          <PersonSelect />
        </Form.Item>
      </ActDialog>
    </>
  );
};

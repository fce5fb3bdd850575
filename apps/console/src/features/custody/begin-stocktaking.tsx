import { useMutation } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useGo } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';
import { StoreSelect, useOnlyStore } from './store-select.tsx';

interface Props {
  readonly company: string | undefined;
  readonly store: string | undefined;
}

/** Begins to take stock of a store that one keeps, and goes where the labels are scanned. */
export const BeginStocktaking = ({ company, store }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const done = useDone();
  const only = useOnlyStore(company);
  const chosen = store ?? only;
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ readonly storeId: string }>();
  const begin = useMutation(
    trpc.stocktakings.begin.mutationOptions({
      onSuccess: async ({ number }) => {
        setOpen(false);
        go(paths.stocktaking(number));
        await done(t('custody.stocktaking.begun', { number }));
      },
    }),
  );
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('custody.stocktaking.begin')}
      </Button>
      <ActDialog
        title={t('custody.stocktaking.begin')}
        lead={t('custody.stocktaking.begin_lead')}
        ok={t('custody.stocktaking.begin')}
        form={form}
        open={open}
        pending={begin.isPending}
        error={begin.error}
        initial={chosen === undefined ? {} : { storeId: chosen }}
        onSubmit={({ storeId }) => begin.mutate({ storeId })}
        onClose={() => setOpen(false)}
      >
        <Form.Item
          name="storeId"
          label={t('custody.store')}
          rules={[{ required: true, message: t('custody.choose_store') }]}
        >
          <StoreSelect company={company} />
        </Form.Item>
      </ActDialog>
    </>
  );
};

import type { ItemDetail } from '@miji/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ConfirmAct, RefusalNote } from '../../ui/index.ts';

/** The classification authority's yes to what the drafter proposed. @see GS-13 */
export const ConfirmItem = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const confirm = useMutation(
    trpc.items.confirm.mutationOptions({
      onSuccess: async ({ mark }) => {
        message.success(t('items.can.confirmed', { mark }));
        await queryClient.invalidateQueries();
      },
    }),
  );
  return (
    <>
      <ConfirmAct
        label={t('items.can.do.confirm')}
        question={t('items.can.confirmQuestion')}
        explanation={item.mark}
        pending={confirm.isPending}
        button={{ type: 'primary' }}
        onConfirm={() => confirm.mutate({ number: item.number, version: item.version })}
      />
      <RefusalNote error={confirm.error} />
    </>
  );
};

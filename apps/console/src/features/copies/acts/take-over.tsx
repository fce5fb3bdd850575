import { useMutation } from '@tanstack/react-query';
import { Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIdempotencyKey } from '../../../lib/idempotency.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { ActDialog } from '../../../ui/act-dialog.tsx';
import { useDone } from '../../../ui/use-done.ts';
import { PagesField, WordsField } from '../../movements/count-fields.tsx';
import type { CopyActProps } from './act-props.ts';
import { ownerOf } from './owner-of.ts';
import { StoreSelect } from './store-select.tsx';

interface Typed {
  readonly storeId: string;
  readonly pages: number;
  readonly reason: string;
}

/** Begins to take over what nobody has confirmed; a keeper of the store counts and confirms. @see AR-36 */
export const TakeOver = ({ copy, open, onClose }: CopyActProps): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { key, renew } = useIdempotencyKey();
  const [form] = Form.useForm<Typed>();
  const takeOver = useMutation(
    trpc.copies.takeOver.mutationOptions({
      onSuccess: async () => {
        renew();
        onClose();
        await done(t('movements.take_over.done', { copy: copy.id }));
      },
    }),
  );
  return (
    <ActDialog<Typed>
      title={t('movements.take_over.title', { copy: copy.id })}
      lead={t('movements.take_over.lead')}
      ok={t('movements.take_over.ok')}
      form={form}
      open={open}
      pending={takeOver.isPending}
      error={takeOver.error}
      initial={{}}
      onSubmit={(typed) => takeOver.mutate({ copy: copy.id, ...typed, idempotencyKey: key })}
      onClose={onClose}
    >
      <Form.Item
        name="storeId"
        label={t('movements.to.store')}
        rules={[{ required: true, message: t('movements.to.store_required') }]}
      >
        <StoreSelect company={ownerOf(copy.id)} label={t('movements.to.store')} />
      </Form.Item>
      <PagesField />
      <WordsField name="reason" label={t('movements.reason')} />
    </ActDialog>
  );
};

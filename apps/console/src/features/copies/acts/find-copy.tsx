import { useMutation } from '@tanstack/react-query';
import { Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../../lib/trpc.ts';
import { ActDialog } from '../../../ui/act-dialog.tsx';
import { useDone } from '../../../ui/use-done.ts';
import { PagesField, WordsField } from '../../movements/count-fields.tsx';
import type { CopyActProps } from './act-props.ts';
import { StoreSelect } from './store-select.tsx';

interface Typed {
  readonly storeId: string;
  readonly pages: number;
  readonly note: string;
}

/** A keeper has what was lost: it goes into his store, and does not go out again. */
export const FindCopy = ({ copy, open, onClose }: CopyActProps): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Typed>();
  const find = useMutation(
    trpc.copies.find.mutationOptions({
      onSuccess: async () => {
        onClose();
        await done(t('movements.find.done', { copy: copy.id }));
      },
    }),
  );
  return (
    <ActDialog<Typed>
      title={t('movements.find.title', { copy: copy.id })}
      lead={t('movements.find.lead')}
      ok={t('movements.find.ok')}
      form={form}
      open={open}
      pending={find.isPending}
      error={find.error}
      initial={{}}
      onSubmit={(typed) => find.mutate({ copy: copy.id, ...typed })}
      onClose={onClose}
    >
      <Form.Item
        name="storeId"
        label={t('movements.to.store')}
        rules={[{ required: true, message: t('movements.to.store_required') }]}
      >
        <StoreSelect own label={t('movements.to.store')} />
      </Form.Item>
      <PagesField />
      <WordsField name="note" label={t('movements.find.note')} />
    </ActDialog>
  );
};

import { useMutation } from '@tanstack/react-query';
import { Form, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../../lib/trpc.ts';
import { ActDialog } from '../../../ui/act-dialog.tsx';
import { useDone } from '../../../ui/use-done.ts';
import { WordsField } from '../../movements/count-fields.tsx';
import type { CopyActProps } from './act-props.ts';
import { StoreSelect } from './store-select.tsx';

interface Typed {
  readonly page: number;
  readonly reason: string;
  readonly storeId: string;
}

/** Takes a page out for a new one; the old one is kept in a store until it is destroyed. */
export const ReplacePage = ({ copy, open, onClose }: CopyActProps): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Typed>();
  const replace = useMutation(
    trpc.copies.replacePage.mutationOptions({
      onSuccess: async (_, { page }) => {
        form.resetFields();
        onClose();
        await done(t('movements.replace_page.done', { page }));
      },
    }),
  );
  return (
    <ActDialog<Typed>
      title={t('movements.replace_page.title', { copy: copy.id })}
      lead={t('movements.replace_page.lead')}
      ok={t('movements.replace_page.ok')}
      form={form}
      open={open}
      pending={replace.isPending}
      error={replace.error}
      initial={{}}
      onSubmit={(typed) => replace.mutate({ copy: copy.id, ...typed })}
      onClose={onClose}
    >
      <Form.Item
        name="page"
        label={t('movements.replace_page.page')}
        rules={[{ required: true, message: t('movements.replace_page.page_required') }]}
      >
        <InputNumber min={1} max={copy.pages ?? 100_000} precision={0} inputMode="numeric" className="count-pages" />
      </Form.Item>
      <WordsField name="reason" label={t('movements.reason')} />
      <Form.Item
        name="storeId"
        label={t('movements.replace_page.store')}
        rules={[{ required: true, message: t('movements.to.store_required') }]}
      >
        <StoreSelect label={t('movements.replace_page.store')} />
      </Form.Item>
    </ActDialog>
  );
};

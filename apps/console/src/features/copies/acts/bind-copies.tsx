import type { CopySummary } from '@miji/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Checkbox, Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../../lib/trpc.ts';
import { ActDialog } from '../../../ui/act-dialog.tsx';
import { useDone } from '../../../ui/use-done.ts';
import { WordsField } from '../../movements/count-fields.tsx';
import { useCopyLabel } from '../copy-label.ts';
import type { CopyActProps } from './act-props.ts';

interface Typed {
  readonly copies: string[];
  readonly note: string;
}

/** Whether two copies lie in one place and nothing is happening to the other: then they can become one. */
const canJoin = (into: CopySummary, other: CopySummary): boolean =>
  other.id !== into.id &&
  other.holder.id === into.holder.id &&
  (other.store?.id ?? null) === (into.store?.id ?? null) &&
  other.boundTo === null &&
  !other.movementOpen;

/** Binds copies of the same item and place into this one: from then on they go where it goes. */
export const BindCopies = ({ copy, open, onClose }: CopyActProps): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const label = useCopyLabel();
  const [form] = Form.useForm<Typed>();
  const { data } = useQuery({
    ...trpc.copies.list.queryOptions({ item: copy.item, holderId: copy.holder.id, state: 'held', limit: 100 }),
    enabled: open,
  });
  const others = (data?.entries ?? []).filter((other) => canJoin(copy, other));
  const bind = useMutation(
    trpc.copies.bind.mutationOptions({
      onSuccess: async (_, { copies }) => {
        onClose();
        await done(t('movements.bind.done', { count: copies.length }));
      },
    }),
  );
  return (
    <ActDialog<Typed>
      title={t('movements.bind.title', { copy: copy.id })}
      lead={t('movements.bind.lead')}
      ok={t('movements.bind.ok')}
      form={form}
      open={open}
      pending={bind.isPending}
      error={bind.error}
      initial={{}}
      onSubmit={({ copies, note }) => bind.mutate({ into: copy.id, copies, note })}
      onClose={onClose}
    >
      {data !== undefined && others.length === 0 ? <p className="soft">{t('movements.bind.none')}</p> : null}
      <Form.Item
        name="copies"
        label={t('movements.bind.copies')}
        rules={[{ required: true, message: t('movements.bind.required') }]}
      >
        <Checkbox.Group options={others.map((other) => ({ value: other.id, label: label(other) }))} />
      </Form.Item>
      <WordsField name="note" label={t('movements.bind.note')} />
    </ActDialog>
  );
};

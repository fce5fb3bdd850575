import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Form, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../app/paths.ts';
import { formatMinute } from '../../../lib/format.ts';
import { useIdempotencyKey } from '../../../lib/idempotency.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { ActDialog } from '../../../ui/act-dialog.tsx';
import { GoButton } from '../../../ui/index.ts';
import { useDone } from '../../../ui/use-done.ts';
import { PagesField } from '../../movements/count-fields.tsx';
import type { CopyActProps } from './act-props.ts';

interface Typed {
  readonly grant: string;
  readonly pages: number;
}

/** Takes a copy out of the office under an approval that says where, until when and by what measures. @see AR-32 @see CD-12 */
export const CarryOut = ({ copy, open, onClose }: CopyActProps): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { key, renew } = useIdempotencyKey();
  const [form] = Form.useForm<Typed>();
  const { data } = useQuery({ ...trpc.grants.list.queryOptions({ box: 'mine', limit: 100 }), enabled: open });
  const grants = (data?.entries ?? []).filter(
    ({ operation, item, state }) => operation === 'carry_out' && item === copy.item && state === 'live',
  );
  const carry = useMutation(
    trpc.copies.carryOut.mutationOptions({
      onSuccess: async () => {
        renew();
        onClose();
        await done(t('movements.carry_out.done', { copy: copy.id }));
      },
    }),
  );
  return (
    <ActDialog<Typed>
      title={t('movements.carry_out.title', { copy: copy.id })}
      lead={t('movements.carry_out.lead')}
      ok={t('movements.carry_out.ok')}
      form={form}
      open={open}
      pending={carry.isPending}
      error={carry.error}
      initial={copy.pages === null ? {} : { pages: copy.pages }}
      onSubmit={({ grant, pages }) => carry.mutate({ grant, copy: copy.id, pages, idempotencyKey: key })}
      onClose={onClose}
    >
      {data !== undefined && grants.length === 0 ? (
        <Alert
          type="info"
          showIcon
          className="act-note"
          title={t('movements.carry_out.none')}
          action={
            <GoButton href={paths.fileRequest(copy.item, { operation: 'carry_out' })}>
              {t('movements.carry_out.ask')}
            </GoButton>
          }
        />
      ) : null}
      <Form.Item
        name="grant"
        label={t('movements.carry_out.grant')}
        rules={[{ required: true, message: t('common.fieldRequired') }]}
      >
        <Select
          options={grants.map(({ number, purpose, expiresAt }) => ({
            value: number,
            label: `${number} · ${purpose} · ${formatMinute(expiresAt)}`,
          }))}
        />
      </Form.Item>
      <PagesField />
    </ActDialog>
  );
};

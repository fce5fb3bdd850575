import type { ItemDetail } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../lib/format.ts';
import { useLaw } from '../../lib/rules.ts';
import { useNow } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { DayField, endOf, startOf } from '../../ui/day-field.tsx';
import { useDone } from '../../ui/use-done.ts';
import type { MemberChoice } from './member-field.tsx';
import { MemberField, toMember } from './member-field.tsx';

interface Props {
  readonly item: Pick<ItemDetail, 'number' | 'owner' | 'markedLevel' | 'regimes'>;
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Typed {
  readonly member: MemberChoice;
  readonly reason: string;
  readonly from?: string;
  readonly to?: string;
}

/** Names one reader: 指定 for 绝密, 写明 for the others; at once or from a day on, for good or until a day. @see GS-17 @see GS-18 @see GS-19 */
export const NameReader = ({ item, open, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const today = dayOf(useNow());
  const { members } = useLaw(item.owner.code).knowing(item.markedLevel, item.regimes);
  const [form] = Form.useForm<Typed>();
  const name = useMutation(
    trpc.items.name.mutationOptions({
      onSuccess: async ({ entry }) => {
        form.resetFields();
        onClose();
        await done(t('items.name.done', { name: entry.name }));
      },
    }),
  );
  const submit = ({ member, reason, from, to }: Typed): void => {
    const chosen = toMember(member, item.owner.id);
    if (chosen === null) return;
    // Today began before now, and no name counts before it was written down.
    const begin = from === undefined || from <= today ? undefined : startOf(from);
    name.mutate({ number: item.number, member: chosen, reason, from: begin, to: endOf(to) });
  };
  return (
    <ActDialog<Typed>
      title={t(item.markedLevel === 'top_secret' ? 'items.name.titleTop' : 'items.name.title')}
      lead={t('items.name.next')}
      ok={t('items.name.submit')}
      form={form}
      open={open}
      pending={name.isPending}
      error={name.error}
      initial={{ member: { kind: 'person' } }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item
        name="member"
        label={t('items.name.who')}
        rules={[
          {
            validator: async (_, member: MemberChoice) => {
              if (toMember(member, item.owner.id) === null) throw new Error(t('common.fieldRequired'));
            },
          },
        ]}
      >
        <MemberField kinds={members} company={item.owner.code} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('items.name.reason')}
        rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
      >
        <Input.TextArea rows={3} maxLength={2_000} placeholder={t('items.name.reasonHint')} />
      </Form.Item>
      <Form.Item name="from" label={t('items.name.from')} extra={t('items.name.fromHint')}>
        <DayField />
      </Form.Item>
      <Form.Item
        name="to"
        label={t('items.name.to')}
        extra={t('items.name.toHint')}
        dependencies={['from']}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_, to: string | undefined) => {
              const from = String(getFieldValue('from') ?? '');
              const least = from > today ? from : today;
              if (to !== undefined && to !== '' && to < least) throw new Error(t('items.name.toWrong'));
            },
          }),
        ]}
      >
        <DayField />
      </Form.Item>
    </ActDialog>
  );
};

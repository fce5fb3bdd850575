import type { ItemDetail } from '@miji/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { RefusalNote } from '../../ui/index.ts';
import type { MemberChoice } from './member-field.tsx';
import { MemberField, toMember } from './member-field.tsx';

interface Props {
  readonly item: ItemDetail;
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Typed {
  readonly member: MemberChoice;
  readonly reason: string;
}

/** Names one reader: 指定 for 绝密, 写明 for the others. @see GS-17 @see GS-18 @see GS-19 */
export const NameReader = ({ item, open, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const name = useMutation(
    trpc.items.name.mutationOptions({
      onSuccess: async ({ entry }) => {
        message.success(t('items.name.done', { name: entry.name }));
        form.resetFields();
        onClose();
        await queryClient.invalidateQueries({ queryKey: trpc.items.get.queryKey({ number: item.number }) });
      },
    }),
  );
  const submit = ({ member, reason }: Typed): void => {
    const chosen = toMember(member, item.owner.id);
    if (chosen !== null) name.mutate({ number: item.number, member: chosen, reason });
  };
  return (
    <Modal
      open={open}
      title={t(item.markedLevel === 'top_secret' ? 'items.name.titleTop' : 'items.name.title')}
      okText={t('items.name.submit')}
      cancelText={t('common.cancel')}
      confirmLoading={name.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="soft">{t('items.name.next')}</p>
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={name.isPending}
        initialValues={{ member: { kind: 'person' } }}
        onFinish={submit}
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
          <MemberField wide={item.markedLevel === 'confidential'} company={item.owner.code} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('items.name.reason')}
          rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
        >
          <Input.TextArea rows={3} maxLength={2_000} placeholder={t('items.name.reasonHint')} />
        </Form.Item>
      </Form>
      <RefusalNote error={name.error} />
    </Modal>
  );
};

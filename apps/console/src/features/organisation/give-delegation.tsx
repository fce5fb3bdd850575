import { APPROVED_OPERATIONS, DELEGABLE_POSTS, SECRET_LEVELS } from '@miji/core';
import type { ApprovedOperation, Post, SecretLevel } from '@miji/core';
import { useMutation } from '@tanstack/react-query';
import { Checkbox, Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { LevelTag, PersonSelect } from '../../ui/index.ts';
import { ActDialog } from './act-dialog.tsx';
import { DayField, endOf, startOf } from './day-field.tsx';
import { useDone } from './use-done.ts';

interface Props {
  readonly company: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Typed {
  readonly delegateId: string;
  readonly post: Post;
  readonly highestLevel: SecretLevel;
  readonly operations: ApprovedOperation[];
  readonly reason: string;
  readonly from?: string;
  readonly to: string;
}

/** Lets somebody decide in one's own name: for one post, up to a level, for some operations, for a time. */
export const GiveDelegation = ({ company, open, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { capacities } = useSession();
  const [form] = Form.useForm<Typed>();
  const posts = capacities.filter((held) => held.company.code === company && DELEGABLE_POSTS.includes(held.post));
  const give = useMutation(
    trpc.delegations.give.mutationOptions({
      onSuccess: async ({ delegate }) => {
        form.resetFields();
        onClose();
        await done(t('organisation.delegations.given', { name: delegate.name }));
      },
    }),
  );
  const required = [{ required: true, message: t('common.fieldRequired') }];
  return (
    <ActDialog
      title={t('organisation.delegations.give')}
      lead={t('organisation.delegations.rule')}
      ok={t('organisation.delegations.submit')}
      form={form}
      open={open}
      pending={give.isPending}
      error={give.error}
      initial={{
        highestLevel: 'confidential',
        operations: ['excerpt', 'copy'],
        ...(posts[0] === undefined ? {} : { post: posts[0].post }),
      }}
      onClose={onClose}
      onSubmit={({ from, to, ...typed }) => {
        const end = endOf(to);
        if (end !== undefined) give.mutate({ company, ...typed, from: startOf(from), to: end });
      }}
    >
      <Form.Item name="delegateId" label={t('organisation.delegations.delegate')} rules={required}>
        <PersonSelect label={t('organisation.delegations.delegate')} />
      </Form.Item>
      <Form.Item name="post" label={t('organisation.delegations.post')} rules={required}>
        <Select options={posts.map(({ post }) => ({ value: post, label: t(`common.post.${post}`) }))} />
      </Form.Item>
      <Form.Item name="highestLevel" label={t('organisation.delegations.up_to')}>
        <Radio.Group options={SECRET_LEVELS.map((value) => ({ value, label: <LevelTag level={value} /> }))} />
      </Form.Item>
      <Form.Item name="operations" label={t('organisation.delegations.operations')} rules={required}>
        <Checkbox.Group
          options={APPROVED_OPERATIONS.map((value) => ({ value, label: t(`common.operation.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="from" label={t('organisation.field.from')} extra={t('organisation.from_hint')}>
        <DayField />
      </Form.Item>
      <Form.Item name="to" label={t('organisation.field.to')} rules={required}>
        <DayField />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('organisation.field.reason')}
        rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </ActDialog>
  );
};

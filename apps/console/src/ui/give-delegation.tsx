import { APPROVED_OPERATIONS, DELEGABLE_POSTS, LONGEST_DELEGATION_DAYS, SECRET_LEVELS, Temporal } from '@miji/core';
import type { ApprovedOperation, Post, SecretLevel } from '@miji/core';
import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../lib/format.ts';
import { useNow, useSession } from '../lib/session.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { ActDialog } from './act-dialog.tsx';
import { DayField, endOf, startOf } from './day-field.tsx';
import { LevelTag } from './level-tag.tsx';
import { PersonSelect } from './person-select.tsx';
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

/** The usual absences, in days from the first to the last one. */
const LENGTHS = { one: 6, two: 13, four: 27 } as const;
const LENGTH_NAMES = ['one', 'two', 'four'] as const;

const later = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** Lets somebody decide in one's own name: for one post, up to a level, for some operations, for a time. */
export const GiveDelegation = ({ company, open, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { capacities } = useSession();
  const today = dayOf(useNow());
  const [form] = Form.useForm<Typed>();
  const [delegate, setDelegate] = useState<string | undefined>();
  const typed = Form.useWatch([], form);
  const posts = capacities.filter((held) => held.company.code === company && DELEGABLE_POSTS.includes(held.post));
  const give = useMutation(
    trpc.delegations.give.mutationOptions({
      onSuccess: async ({ delegate: given }) => {
        form.resetFields();
        onClose();
        await done(t('organisation.delegations.given', { name: given.name }));
      },
    }),
  );
  const required = [{ required: true, message: t('common.fieldRequired') }];
  const begins = typed?.from === undefined || typed.from === '' ? today : typed.from;
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
      onSubmit={({ from, to, ...values }) => {
        const end = endOf(to);
        if (end !== undefined) give.mutate({ company, ...values, from: startOf(from), to: end });
      }}
    >
      <Form.Item name="delegateId" label={t('organisation.delegations.delegate')} rules={required}>
        <PersonSelect
          label={t('organisation.delegations.delegate')}
          onChange={(_, person) => setDelegate(person?.name)}
        />
      </Form.Item>
      <Form.Item name="post" label={t('organisation.delegations.post')} rules={required}>
        <Select options={posts.map(({ post }) => ({ value: post, label: t(`common.post.${post}`) }))} />
      </Form.Item>
      <Form.Item name="highestLevel" label={t('organisation.delegations.up_to')}>
        <Radio.Group options={SECRET_LEVELS.map((value) => ({ value, label: <LevelTag level={value} /> }))} />
      </Form.Item>
      <Form.Item
        name="operations"
        label={t('organisation.delegations.operations')}
        // Not `required`, which a group of boxes has no way to say to a screen reader.
        rules={[{ type: 'array', min: 1, message: t('common.fieldRequired') }]}
      >
        <Checkbox.Group
          options={APPROVED_OPERATIONS.map((value) => ({ value, label: t(`common.operation.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="from" label={t('organisation.delegations.from')} extra={t('organisation.delegations.from_hint')}>
        <DayField min={today} />
      </Form.Item>
      <Form.Item
        name="to"
        label={t('organisation.delegations.to')}
        rules={required}
        extra={t('organisation.delegations.to_hint')}
      >
        <DayField min={begins} max={later(begins, LONGEST_DELEGATION_DAYS - 1)} />
      </Form.Item>
      <fieldset className="bare row delegation-lengths" aria-label={t('organisation.delegations.until_short')}>
        {LENGTH_NAMES.map((name) => (
          <Button
            key={name}
            size="small"
            shape="round"
            onClick={() => {
              form.setFieldValue('to', later(begins, LENGTHS[name]));
              void form.validateFields(['to']);
            }}
          >
            {t(`organisation.delegations.weeks.${name}`)}
          </Button>
        ))}
      </fieldset>
      <Form.Item
        name="reason"
        label={t('organisation.field.reason')}
        rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <output className="delegation-preview">
        {delegate === undefined ||
        typed?.to === undefined ||
        typed.to === '' ||
        typed.operations.length === 0 ? null : (
          <>
            <strong>
              {t('organisation.delegations.preview', {
                delegate,
                post: t(`common.post.${typed.post}`),
                level: t(`common.level.${typed.highestLevel}`),
                operations: typed.operations
                  .map((operation) => t(`common.operation.${operation}`))
                  .join(t('organisation.delegations.separator')),
                until: typed.to,
              })}
            </strong>{' '}
            {t('organisation.delegations.preview_bounds')}
          </>
        )}
      </output>
    </ActDialog>
  );
};

import { OPERATIONS } from '@miji/core';
import type { Operation } from '@miji/core';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPCClient } from '../../lib/trpc.ts';
import { PageHead, PersonSelect, RefusalNote } from '../../ui/index.ts';
import { Answer } from './answer.tsx';

interface Asked {
  readonly personId: string;
  readonly item: string;
  readonly operation: Operation;
  readonly necessity?: string;
}

const ITEM_NUMBER = /^[A-Z]{2,8}-\d{4}-\d{6}$/;

/** Why one person may or may not do one thing with one item: the rule, the article, the facts. Each question is itself traced. */
export const ExplainPage = (): ReactNode => {
  const { t } = useTranslation();
  const client = useTRPCClient();
  const [form] = Form.useForm<Asked>();
  const explain = useMutation({
    // Asked anew each time, never out of a cache: every question is traced.
    mutationFn: (asked: Parameters<typeof client.access.explain.query>[0]) => client.access.explain.query(asked),
  });
  const required = [{ required: true, message: t('common.fieldRequired') }];
  return (
    <div className="page">
      <PageHead title={t('explain.title')} lead={t('explain.lead')} />
      <div className="stack">
        <section className="card">
          <Form<Asked>
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={{ operation: 'view' }}
            onFinish={({ item, necessity, ...rest }) =>
              explain.mutate({
                ...rest,
                item: item.trim().toUpperCase(),
                ...(necessity?.trim() ? { necessity: necessity.trim() } : {}),
              })
            }
          >
            <Form.Item name="personId" label={t('explain.person')} rules={required}>
              <PersonSelect label={t('explain.person')} />
            </Form.Item>
            <Form.Item
              name="item"
              label={t('explain.item')}
              rules={[
                {
                  validator: async (_, value: string | undefined) => {
                    if (!ITEM_NUMBER.test(value?.trim().toUpperCase() ?? '')) throw new Error(t('explain.item_wrong'));
                  },
                },
              ]}
            >
              <Input placeholder="HYYH-2026-000012" maxLength={40} />
            </Form.Item>
            <Form.Item name="operation" label={t('explain.operation')}>
              <Select
                options={OPERATIONS.map((value) => ({
                  value,
                  label: value === 'view' ? t('explain.view') : t(`common.operation.${value}`),
                }))}
              />
            </Form.Item>
            <Form.Item name="necessity" label={t('explain.necessity')}>
              <Input maxLength={2_000} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={explain.isPending}>
              {t('explain.ask')}
            </Button>
          </Form>
        </section>
        <RefusalNote error={explain.error} />
        <div aria-live="polite">{explain.data === undefined ? null : <Answer explanation={explain.data} />}</div>
      </div>
    </div>
  );
};

import type { ServiceScope } from '@miji/contract';
import { USUAL_SCOPES } from '@miji/contract';
import { CONFIRMATION_POSTS, OPERATIONS } from '@miji/core';
import type { Operation } from '@miji/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC, useTRPCClient } from '../../lib/trpc.ts';
import { PersonSelect, RefusalNote } from '../../ui/index.ts';
import { Answer } from '../explain/answer.tsx';
import { useHoldsOffice } from '../organisation/use-holds-office.ts';
import { momentOf } from './moment.ts';
import { operationWords } from './operation-words.ts';
import { Snippet } from './snippet.tsx';

interface Asked {
  readonly personId: string;
  readonly item: string;
  readonly operation: Operation;
  readonly moment?: string;
}

const ITEM_NUMBER = /^[A-Z]{2,8}-\d{4}-\d{6}$/;
const numberOf = (typed: string | undefined): string => typed?.trim().toUpperCase() ?? '';

/** What the law would answer somebody at some moment, with reason, article and obligations, and the lines that ask it. */
export const TryTab = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [form] = Form.useForm<Asked>();
  const [keyId, setKeyId] = useState('');
  const seesKeys = useHoldsOffice(company, CONFIRMATION_POSTS);
  const keys = useQuery({ ...trpc.serviceKeys.list.queryOptions({ company }), enabled: seesKeys }).data?.entries ?? [];
  const scopes: readonly ServiceScope[] = keys.find((key) => key.keyId === keyId)?.scopes ?? USUAL_SCOPES;
  const explain = useMutation({
    // Asked anew each time, never out of a cache: every question is traced.
    mutationFn: (asked: Parameters<typeof client.access.explain.query>[0]) => client.access.explain.query(asked),
  });
  const asked = explain.data;
  return (
    <div className="stack">
      <section className="card">
        <p className="soft">{t('developers.try.lead')}</p>
        <Form<Asked>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ operation: 'view' }}
          onFinish={({ personId, item, operation, moment }) =>
            explain.mutate({ personId, item: numberOf(item), operation, ...momentOf(moment) })
          }
        >
          <Form.Item
            name="personId"
            label={t('explain.person')}
            rules={[{ required: true, message: t('common.fieldRequired') }]}
          >
            <PersonSelect label={t('explain.person')} />
          </Form.Item>
          <Form.Item
            name="item"
            label={t('explain.item')}
            rules={[
              {
                validator: async (_, value: string | undefined) => {
                  if (!ITEM_NUMBER.test(numberOf(value))) throw new Error(t('explain.item_wrong'));
                },
              },
            ]}
          >
            <Input placeholder={`${company}-2026-000012`} maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name="operation" label={t('explain.operation')}>
            <Select options={OPERATIONS.map((value) => ({ value, label: operationWords(value, t) }))} />
          </Form.Item>
          <Form.Item name="moment" label={t('developers.try.moment')} extra={t('developers.try.moment_hint')}>
            <Input type="datetime-local" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={explain.isPending}>
            {t('explain.ask')}
          </Button>
        </Form>
      </section>
      <RefusalNote error={explain.error} />
      <div aria-live="polite">{asked === undefined ? null : <Answer explanation={asked} />}</div>
      {keys.length === 0 ? null : (
        <Select
          aria-label={t('developers.snippet.key')}
          value={keyId}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: t('developers.snippet.any_key') },
            ...keys.map((key) => ({ value: key.keyId, label: `${key.service.name} · ${key.prefix}…` })),
          ]}
          onChange={setKeyId}
        />
      )}
      <Snippet
        scopes={scopes}
        question={
          asked === undefined ? undefined : { person: asked.person.id, item: asked.item, operation: asked.operation }
        }
      />
    </div>
  );
};

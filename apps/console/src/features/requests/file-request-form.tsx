import type { Capability, ItemDetail } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import type { RefusalCode } from '@miji/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useLanguage } from '../../lib/language.ts';
import { useGo } from '../../lib/location.ts';
import { refusalOf } from '../../lib/refusal.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { PersonSelect, RefusalNote } from '../../ui/index.ts';
import { findingsOf, inputOf } from './file-request-values.ts';
import type { FileRequestValues, RequestedOperation } from './file-request-values.ts';
import { keepDraft, loadDraft, NO_DRAFT } from './request-draft.ts';
import { WhoDecides } from './who-decides.tsx';

interface Props {
  readonly item: ItemDetail;
  readonly capability: Capability;
  readonly operation: RequestedOperation;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** The form of a request. What was typed stays when sending fails; the same form sent twice is one request. */
export const FileRequestForm = ({ item, capability, operation, from, to }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { person } = useSession();
  const go = useGo();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [form] = Form.useForm<FileRequestValues>();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [draft] = useState(() => loadDraft(person.id, item.number));
  const whose = Form.useWatch('whose', form) ?? 'self';
  const beneficiaryId = Form.useWatch('beneficiaryId', form);
  const isTopSecret = item.level === 'top_secret';

  const file = useMutation(
    trpc.requests.file.mutationOptions({
      onSuccess: (filed) => {
        keepDraft(person.id, item.number, NO_DRAFT);
        void queries.invalidateQueries(trpc.requests.pathFilter());
        void queries.invalidateQueries(trpc.desk.pathFilter());
        go(paths.request(filed.number), { replace: true });
      },
      onError: (error) => {
        const wordsOf = (name: keyof FileRequestValues, code: RefusalCode): string => {
          if (name === 'beneficiaryId' && code === 'NOT_IN_RANGE') return t('requests.file.person_outside');
          return name === 'fromLine'
            ? t('requests.file.span_beyond', { count: item.lines })
            : sentenceFor(code, language);
        };
        const findings = findingsOf(refusalOf(error));
        form.setFields(findings.map(({ name, code }) => ({ name, errors: [wordsOf(name, code)] })));
        const [first] = findings;
        if (first !== undefined) form.scrollToField(first.name, { focus: true, block: 'center' });
      },
    }),
  );

  return (
    <Form<FileRequestValues>
      form={form}
      layout="vertical"
      className="file-request"
      scrollToFirstError={{ focus: true }}
      initialValues={{ copies: 1, whose: 'self', fromLine: from, toLine: to, ...draft }}
      onValuesChange={(_, { purpose, necessity = '' }) => keepDraft(person.id, item.number, { purpose, necessity })}
      onFinish={(values) => file.mutate(inputOf({ item: item.number, operation, values, idempotencyKey }))}
    >
      <section className="card">
        <Form.Item label={t('requests.file.operation')}>
          <Radio.Group
            optionType="button"
            value={operation}
            options={(['copy', 'excerpt'] as const).map((value) => ({ value, label: t(`common.operation.${value}`) }))}
            onChange={(event) =>
              go(
                paths.fileRequest(item.number, {
                  operation: event.target.value === 'excerpt' ? 'excerpt' : 'copy',
                  from,
                  to,
                }),
                { replace: true },
              )
            }
          />
        </Form.Item>
        {operation === 'excerpt' ? (
          <Form.Item
            label={t('requests.file.span')}
            required
            extra={t('requests.file.span_help', { count: item.lines })}
          >
            <div className="file-request-span">
              <Form.Item
                name="fromLine"
                rules={[{ required: true, message: t('requests.file.span_required') }]}
                noStyle
              >
                <InputNumber
                  min={1}
                  max={item.lines}
                  precision={0}
                  style={{ width: '100%' }}
                  aria-label={t('requests.file.from_line')}
                  placeholder={t('requests.file.from_line')}
                />
              </Form.Item>
              <Form.Item
                name="toLine"
                noStyle
                dependencies={['fromLine']}
                rules={[
                  { required: true, message: t('requests.file.span_required') },
                  ({ getFieldValue }) => ({
                    validator: (_, last: number | null) =>
                      last === null || last >= Number(getFieldValue('fromLine') ?? 1)
                        ? Promise.resolve()
                        : Promise.reject(new Error(t('requests.file.span_required'))),
                  }),
                ]}
              >
                <InputNumber
                  min={1}
                  max={item.lines}
                  precision={0}
                  style={{ width: '100%' }}
                  aria-label={t('requests.file.to_line')}
                  placeholder={t('requests.file.to_line')}
                />
              </Form.Item>
            </div>
          </Form.Item>
        ) : null}
        <Form.Item
          name="copies"
          label={t('requests.file.copies')}
          extra={t('requests.file.copies_help')}
          rules={[{ required: true, type: 'integer', min: 1, max: 20, message: t('requests.file.copies_required') }]}
        >
          <InputNumber min={1} max={20} precision={0} />
        </Form.Item>
        <Form.Item name="whose" label={t('requests.file.for')}>
          <Radio.Group
            options={[
              { value: 'self', label: t('requests.file.for_self') },
              { value: 'other', label: t('requests.file.for_other') },
            ]}
          />
        </Form.Item>
        {whose === 'other' ? (
          <Form.Item
            name="beneficiaryId"
            label={t('requests.file.person')}
            rules={[{ required: true, message: t('requests.file.person_required') }]}
          >
            <PersonSelect />
          </Form.Item>
        ) : null}
        <Form.Item
          name="purpose"
          label={t('requests.file.purpose')}
          extra={t('requests.file.purpose_help')}
          rules={[{ required: true, whitespace: true, message: t('requests.file.purpose_required') }]}
        >
          <Input.TextArea maxLength={2_000} autoSize={{ minRows: 3, maxRows: 10 }} />
        </Form.Item>
        {isTopSecret ? (
          <Form.Item
            name="necessity"
            label={t('requests.file.necessity')}
            extra={t('requests.file.necessity_explain')}
            rules={[{ required: true, whitespace: true, message: t('requests.file.necessity_required') }]}
          >
            <Input.TextArea maxLength={2_000} autoSize={{ minRows: 3, maxRows: 10 }} />
          </Form.Item>
        ) : null}
        <div className="stack" aria-live="polite">
          {file.isError ? (
            <>
              {findingsOf(refusalOf(file.error)).length === 0 ? <RefusalNote error={file.error} /> : null}
              <span className="soft">{t('requests.file.kept')}</span>
            </>
          ) : null}
          <div>
            <Button type="primary" size="large" htmlType="submit" loading={file.isPending}>
              {t('requests.file.send')}
            </Button>
          </div>
        </div>
      </section>
      <WhoDecides capability={capability} beneficiaryId={whose === 'other' ? beneficiaryId : undefined} />
    </Form>
  );
};

import type { RequestDetail } from '@miji/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { DayField, endOf, lastDayOf } from '../../ui/day-field.tsx';
import { LeaveGuard, RefusalNote } from '../../ui/index.ts';

interface Typed {
  readonly answer: string;
  readonly necessity?: string;
  readonly copies: readonly number[];
  readonly useBefore?: string;
}

const MOST_COPIES = 20;

/** What was asked back, by whom, and the answer with which it goes to the deciders once more. */
export const AnswerForm = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [form] = Form.useForm<Typed>();
  const [dirty, setDirty] = useState(false);
  const [adjusts, setAdjusts] = useState(false);
  const question = request.steps.findLast(({ kind, round }) => kind === 'ask_back' && round === request.round);
  const { terms } = request;
  const answer = useMutation(
    trpc.requests.resubmit.mutationOptions({
      onSuccess: async () => {
        setDirty(false);
        await Promise.all([
          queries.invalidateQueries(trpc.requests.pathFilter()),
          queries.invalidateQueries(trpc.desk.pathFilter()),
        ]);
      },
    }),
  );
  const submit = (typed: Typed): void => {
    const necessity = typed.necessity?.trim();
    answer.mutate({
      number: request.number,
      round: request.round,
      answer: typed.answer,
      ...(necessity === undefined || necessity === '' ? {} : { necessity }),
      ...(adjusts
        ? {
            terms: {
              recipients: terms.recipients.map(({ person, copies }, index) => ({
                personId: person.id,
                copies: typed.copies[index] ?? copies,
              })),
              spans: terms.spans,
              useBefore: endOf(typed.useBefore) ?? null,
            },
          }
        : {}),
    });
  };
  return (
    <section className="answer-form" aria-labelledby="answer-heading">
      <LeaveGuard unsaved={dirty} />
      <h2 id="answer-heading">{t('ask.asked_back.heading')}</h2>
      {question === undefined ? null : (
        <blockquote className="answer-question">
          {t('ask.asked_back.question', { name: question.person.name, question: question.reason ?? '' })}
        </blockquote>
      )}
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={answer.isPending}
        initialValues={{
          copies: terms.recipients.map(({ copies }) => copies),
          ...(terms.useBefore === null ? {} : { useBefore: lastDayOf(terms.useBefore) }),
        }}
        onValuesChange={() => setDirty(true)}
        onFinish={submit}
      >
        <Form.Item
          name="answer"
          label={t('ask.asked_back.answer')}
          extra={t('ask.asked_back.answer_help')}
          rules={[{ required: true, whitespace: true, message: t('ask.asked_back.answer_required') }]}
        >
          <Input.TextArea maxLength={2_000} autoSize={{ minRows: 3, maxRows: 10 }} />
        </Form.Item>
        {request.level === 'top_secret' ? (
          <Form.Item name="necessity" label={t('ask.asked_back.necessity')}>
            <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 8 }} />
          </Form.Item>
        ) : null}
        {request.change === null ? (
          <Form.Item>
            <Checkbox checked={adjusts} onChange={({ target }) => setAdjusts(target.checked)}>
              {t('ask.asked_back.change_terms')}
            </Checkbox>
          </Form.Item>
        ) : null}
        {adjusts ? (
          <>
            {terms.recipients.map(({ person }, index) => (
              <Form.Item key={person.id} name={['copies', index]} label={person.name}>
                <InputNumber min={1} max={MOST_COPIES} precision={0} suffix={t('ask.copies_unit')} />
              </Form.Item>
            ))}
            <Form.Item name="useBefore" label={t('ask.use_before')} extra={t('ask.use_before_help')}>
              <DayField />
            </Form.Item>
          </>
        ) : null}
        <RefusalNote error={answer.error} />
        <Button type="primary" size="large" htmlType="submit" loading={answer.isPending}>
          {t('ask.asked_back.send')}
        </Button>
      </Form>
    </section>
  );
};

import type { ItemDetail } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import type { RefusalCode } from '@miji/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../app/paths.ts';
import { useIdempotencyKey } from '../../../lib/idempotency.ts';
import { useLanguage } from '../../../lib/language.ts';
import { useGo } from '../../../lib/location.ts';
import { refusalOf } from '../../../lib/refusal.ts';
import { useSession } from '../../../lib/session.tsx';
import { useTRPC } from '../../../lib/trpc.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { RefusalNote } from '../../../ui/index.ts';
import { spansIn } from '../../reader/page-spans.ts';
import type { AskedOperation, FileRequestValues } from './file-request-values.ts';
import { findingsOf, inputOf, isForSeveral, spanUnitsOf } from './file-request-values.ts';
import { ParticularsFields } from './particulars-fields.tsx';
import { RecipientsField } from './recipients-field.tsx';
import { keepDraft, loadDraft, NO_DRAFT } from './request-draft.ts';
import { spanBeyond } from './span-words.ts';
import { SpansField } from './spans-field.tsx';
import { usePreview } from './use-preview.ts';
import { WhoDecides } from './who-decides.tsx';

interface Props {
  readonly item: ItemDetail;
  readonly operation: AskedOperation;
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** the pages that were chosen in the reader */
  readonly pages: string | undefined;
}

const MOST_COPIES = 20;
const LONGEST_LOAN = 90;

/** What a form begins with: oneself, one copy, the lines or pages that were marked where one came from. */
const beginning = (props: Props, personId: string): FileRequestValues => {
  const { item, from, to, pages } = props;
  const [unit] = spanUnitsOf(item);
  const span = {
    ...(unit === undefined ? {} : { unit }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  const marked = pages === undefined ? [] : spansIn(pages).map((one) => ({ ...one, unit: 'pages' as const }));
  return {
    particulars: {},
    terms: { recipients: [{ personId, copies: 1 }], spans: marked.length > 0 ? marked : [span] },
    ...loadDraft(personId, item.number),
  };
};

/** The form of a request. What was typed stays when sending fails; the same form sent twice is one request. */
export const FileRequestForm = (props: Props): ReactNode => {
  const { item, operation } = props;
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { person } = useSession();
  const go = useGo();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [form] = Form.useForm<FileRequestValues>();
  const { key } = useIdempotencyKey();
  const [initial] = useState(() => beginning(props, person.id));
  const [withVisitor, setWithVisitor] = useState(false);
  const recipients = Form.useWatch(['terms', 'recipients'], form) ?? initial.terms.recipients;
  const necessity = Form.useWatch('necessity', form);
  const preview = usePreview({
    item: item.number,
    operation,
    forVisitor: withVisitor,
    recipientIds: recipients.flatMap((one) => one?.personId ?? []),
    copies: recipients.reduce((sum, one) => sum + (one?.copies ?? 1), 0),
    necessity,
  });
  const known = preview.data;
  const isImpossible = known?.outcome === 'impossible';
  const needsNecessity =
    item.level === 'top_secret' || known?.missing.some(({ kind }) => kind === 'necessity') === true;

  const file = useMutation(
    trpc.requests.file.mutationOptions({
      onSuccess: (filed) => {
        keepDraft(person.id, item.number, NO_DRAFT);
        void queries.invalidateQueries(trpc.requests.pathFilter());
        void queries.invalidateQueries(trpc.desk.pathFilter());
        go(paths.request(filed.number), { replace: true });
      },
      onError: (error) => {
        const wordsOf = (name: readonly (string | number)[], code: RefusalCode): string => {
          if (code === 'NOT_IN_RANGE') return t('ask.person_outside');
          return name.includes('spans') ? spanBeyond(item, t) : sentenceFor(code, language);
        };
        const findings = findingsOf(refusalOf(error));
        form.setFields(findings.map(({ name, code }) => ({ name, errors: [wordsOf(name, code)] })));
        const [first] = findings;
        if (first !== undefined) form.scrollToField(first.name, { focus: true, block: 'center' });
      },
    }),
  );
  const submit = (values: FileRequestValues): void => {
    const input = inputOf({ item: item.number, operation, values, withVisitor, idempotencyKey: key });
    if (input !== null) file.mutate(input);
  };

  return (
    <Form<FileRequestValues>
      form={form}
      layout="vertical"
      className="file-request"
      scrollToFirstError={{ focus: true }}
      initialValues={initial}
      onValuesChange={(_, typed) =>
        keepDraft(person.id, item.number, { purpose: typed.purpose, necessity: typed.necessity ?? '' })
      }
      onFinish={submit}
    >
      <section className="card">
        {operation === 'excerpt' ? <SpansField item={item} /> : null}
        <RecipientsField several={isForSeveral(operation)} most={known?.limits.copies ?? MOST_COPIES} />
        <ParticularsFields
          item={item}
          operation={operation}
          loanDays={known?.limits.loanDays ?? LONGEST_LOAN}
          withVisitor={withVisitor}
          onVisitor={setWithVisitor}
        />
        <Form.Item
          name="purpose"
          label={t('ask.purpose')}
          extra={t('ask.purpose_help')}
          rules={[{ required: true, whitespace: true, message: t('ask.purpose_required') }]}
        >
          <Input.TextArea maxLength={2_000} autoSize={{ minRows: 3, maxRows: 10 }} />
        </Form.Item>
        {needsNecessity ? (
          <Form.Item
            name="necessity"
            label={t('ask.necessity')}
            extra={t('ask.necessity_explain')}
            rules={[{ required: true, whitespace: true, message: t('ask.necessity_required') }]}
          >
            <Input.TextArea maxLength={2_000} autoSize={{ minRows: 3, maxRows: 10 }} />
          </Form.Item>
        ) : null}
        <Form.Item name={['terms', 'useBefore']} label={t('ask.use_before')} extra={t('ask.use_before_help')}>
          <DayField />
        </Form.Item>
      </section>
      <WhoDecides preview={known} />
      <div className="stack ask-send" aria-live="polite">
        <RefusalNote error={preview.error} />
        {file.isError ? (
          <>
            <RefusalNote error={file.error} />
            <span className="soft">{t('ask.kept')}</span>
          </>
        ) : null}
        <div>
          <Button type="primary" size="large" htmlType="submit" disabled={isImpossible} loading={file.isPending}>
            {t('ask.send')}
          </Button>
        </div>
      </div>
    </Form>
  );
};

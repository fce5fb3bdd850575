import type { CustomerSummary } from '@miji/contract';
import { CUSTOMER_GRADES } from '@miji/core';
import type { CustomerGrade } from '@miji/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Select, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newIdempotencyKey } from '../../lib/idempotency.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, Loaded, LoadMore, PageHead } from '../../ui/index.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';
import '../organisation/organisation.css';

const NO_ROWS: readonly CustomerSummary[] = [];

/** The customers of one’s company: their grade decides the level of their files. @see CD-05 @see CD-06 @see CD-07 */
export const CustomersPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [grade, setGrade] = useState<CustomerGrade>();
  const [search, setSearch] = useState('');
  const [registering, setRegistering] = useState(false);
  const [grading, setGrading] = useState<CustomerSummary | null>(null);
  const query = useInfiniteQuery(
    trpc.customers.list.infiniteQueryOptions(
      { grade, search: search.trim() || undefined },
      { getNextPageParam: (page) => page.next },
    ),
  );
  const rows = query.data?.pages.flatMap((page) => page.entries) ?? NO_ROWS;
  const columns: TableColumnsType<CustomerSummary> = [
    {
      key: 'number',
      title: t('customers.field.number'),
      render: (_, { number }) => <span className="number">{number}</span>,
    },
    { key: 'name', title: t('customers.field.name'), render: (_, { name }) => <strong>{name}</strong> },
    { key: 'grade', title: t('customers.field.grade'), render: (_, row) => t(`customers.grade.${row.grade}`) },
    { key: 'since', title: t('customers.field.since'), dataIndex: 'since' },
    { key: 'catalogue', title: t('customers.field.catalogue'), dataIndex: 'catalogueCode' },
    {
      key: 'act',
      title: <span className="visually-hidden">{t('customers.field.act')}</span>,
      render: (_, row) => (
        <Button size="small" onClick={() => setGrading(row)}>
          {t('customers.change')}
        </Button>
      ),
    },
  ];
  return (
    <div className="page">
      <PageHead
        title={t('customers.title')}
        lead={t('customers.lead')}
        extra={
          <Button type="primary" onClick={() => setRegistering(true)}>
            {t('customers.register')}
          </Button>
        }
      />
      <div className="stack">
        <div className="row">
          <Input
            type="search"
            className="people-search"
            aria-label={t('customers.find')}
            placeholder={t('customers.find')}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
          <Select<CustomerGrade | undefined>
            allowClear
            aria-label={t('customers.field.grade')}
            placeholder={t('customers.all_grades')}
            value={grade}
            popupMatchSelectWidth={false}
            options={CUSTOMER_GRADES.map((value) => ({ value, label: t(`customers.grade.${value}`) }))}
            onChange={setGrade}
          />
        </div>
        <section className="card" aria-live="polite">
          <Loaded query={query}>
            {() =>
              rows.length === 0 ? (
                <EmptyNote>
                  {t(grade === undefined && search.trim() === '' ? 'customers.none_yet' : 'customers.none')}
                </EmptyNote>
              ) : (
                <>
                  <Table
                    size="small"
                    rowKey="number"
                    pagination={false}
                    dataSource={rows}
                    columns={columns}
                    scroll={{ x: 'max-content' }}
                  />
                  <LoadMore query={query} />
                </>
              )
            }
          </Loaded>
        </section>
      </div>
      <RegisterCustomer open={registering} onClose={() => setRegistering(false)} />
      {grading === null ? null : (
        <GradeCustomer key={grading.number} customer={grading} onClose={() => setGrading(null)} />
      )}
    </div>
  );
};

interface Registering {
  readonly name: string;
  readonly grade: CustomerGrade;
}

const GradeField = (): ReactNode => {
  const { t } = useTranslation();
  return (
    <Form.Item name="grade" label={t('customers.field.grade')}>
      <Radio.Group
        vertical
        options={CUSTOMER_GRADES.map((value) => ({ value, label: t(`customers.grade_means.${value}`) }))}
      />
    </Form.Item>
  );
};

const RegisterCustomer = ({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Registering>();
  const [idempotencyKey, setKey] = useState(newIdempotencyKey);
  const register = useMutation(
    trpc.customers.register.mutationOptions({
      onSuccess: async ({ name }) => {
        form.resetFields();
        setKey(newIdempotencyKey());
        onClose();
        await done(t('customers.registered', { name }));
      },
    }),
  );
  return (
    <ActDialog
      title={t('customers.register')}
      ok={t('customers.register')}
      form={form}
      open={open}
      pending={register.isPending}
      error={register.error}
      initial={{ grade: 'ordinary' }}
      onClose={onClose}
      onSubmit={(typed) => register.mutate({ ...typed, idempotencyKey })}
    >
      <Form.Item
        name="name"
        label={t('customers.field.name')}
        rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <GradeField />
    </ActDialog>
  );
};

interface Grading {
  readonly grade: CustomerGrade;
  readonly reason: string;
}

const GradeCustomer = ({
  customer,
  onClose,
}: {
  readonly customer: CustomerSummary;
  readonly onClose: () => void;
}): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Grading>();
  const grade = useMutation(
    trpc.customers.grade.mutationOptions({
      onSuccess: async ({ changedItems }) => {
        onClose();
        await done(t('customers.graded', { count: changedItems }));
      },
    }),
  );
  return (
    <ActDialog
      open
      title={t('customers.change_of', { name: customer.name })}
      lead={t('customers.change_lead')}
      ok={t('customers.change')}
      form={form}
      pending={grade.isPending}
      error={grade.error}
      initial={{ grade: customer.grade }}
      onClose={onClose}
      onSubmit={(typed) => grade.mutate({ number: customer.number, ...typed })}
    >
      <GradeField />
      <Form.Item
        name="reason"
        label={t('customers.field.reason')}
        rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
      >
        <Input.TextArea rows={3} maxLength={2_000} />
      </Form.Item>
    </ActDialog>
  );
};

import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ConfirmAct, EmptyNote, Loaded, RefusalNote } from '../../ui/index.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';

import { useDone } from '../../ui/use-done.ts';
import { useAdministers } from './use-holds-office.ts';

/** The departments of a company, those that were closed at the end. */
export const DepartmentsTab = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const administers = useAdministers(company);
  const [form] = Form.useForm<{ readonly name: string }>();
  const [open, setOpen] = useState(false);
  const query = useQuery(trpc.organisation.departments.queryOptions({ company, closed: true }));
  const begin = useMutation(
    trpc.organisation.openDepartment.mutationOptions({
      onSuccess: async ({ name }) => {
        form.resetFields();
        setOpen(false);
        await done(t('organisation.departments.opened', { name }));
      },
    }),
  );
  const close = useMutation(
    trpc.organisation.closeDepartment.mutationOptions({
      onSuccess: ({ name }) => done(t('organisation.departments.closed', { name })),
    }),
  );
  return (
    <div className="stack">
      {administers ? (
        <div className="row">
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('organisation.departments.open')}
          </Button>
        </div>
      ) : null}
      <RefusalNote error={close.error} />
      <section className="card">
        <Loaded query={query}>
          {({ entries }) =>
            entries.length === 0 ? (
              <EmptyNote>{t('organisation.departments.none')}</EmptyNote>
            ) : (
              <ul className="plain-list">
                {entries
                  .toSorted((a, b) => Number(a.closedAt !== null) - Number(b.closedAt !== null))
                  .map(({ id, name, closedAt }) => (
                    <li key={id} className="list-line">
                      <span>
                        {name}{' '}
                        {closedAt === null ? null : (
                          <span className="soft">{t('organisation.departments.since', { day: dayOf(closedAt) })}</span>
                        )}
                      </span>
                      {administers && closedAt === null ? (
                        <ConfirmAct
                          label={t('organisation.departments.close')}
                          question={t('organisation.departments.question', { name })}
                          explanation={t('organisation.departments.only_empty')}
                          pending={close.isPending && close.variables.departmentId === id}
                          button={{ size: 'small' }}
                          onConfirm={() => close.mutate({ company, departmentId: id })}
                        />
                      ) : null}
                    </li>
                  ))}
              </ul>
            )
          }
        </Loaded>
      </section>
      <ActDialog
        title={t('organisation.departments.open')}
        ok={t('organisation.departments.open')}
        form={form}
        open={open}
        pending={begin.isPending}
        error={begin.error}
        initial={{}}
        onClose={() => setOpen(false)}
        onSubmit={({ name }) => begin.mutate({ company, name })}
      >
        <Form.Item
          name="name"
          label={t('organisation.field.department')}
          rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
        >
          <Input maxLength={100} />
        </Form.Item>
      </ActDialog>
    </div>
  );
};

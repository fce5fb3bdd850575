import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { GoLink } from '../../ui/index.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';

interface Typed {
  readonly code: string;
  readonly name: string;
}

/** The companies of the group; the head office’s administrator enters a new one. @see GS-01 */
export const CompaniesTab = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { companies, capacities } = useSession();
  const [form] = Form.useForm<Typed>();
  const [open, setOpen] = useState(false);
  const mayEnter = capacities.some(
    ({ post, company }) => post === 'system_administrator' && company.kind === 'headquarters',
  );
  const enter = useMutation(
    trpc.organisation.enterCompany.mutationOptions({
      onSuccess: async ({ name }) => {
        form.resetFields();
        setOpen(false);
        await done(t('organisation.companies.entered', { name }));
      },
    }),
  );
  return (
    <div className="stack">
      {mayEnter ? (
        <div className="row">
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('organisation.companies.enter')}
          </Button>
        </div>
      ) : null}
      <section className="card">
        <ul className="plain-list">
          {companies.map(({ code, name, kind }) => (
            <li key={code} className="list-line">
              <GoLink href={paths.organisation({ company: code })}>{name}</GoLink>
              <span className="soft">
                <span className="number">{code}</span> · {t(`organisation.companies.${kind}`)}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <ActDialog
        title={t('organisation.companies.enter')}
        lead={t('organisation.companies.lead')}
        ok={t('organisation.companies.enter')}
        form={form}
        open={open}
        pending={enter.isPending}
        error={enter.error}
        initial={{}}
        onClose={() => setOpen(false)}
        onSubmit={({ code, name }) => enter.mutate({ code, name, departments: [] })}
      >
        <Form.Item
          name="code"
          label={t('organisation.companies.code')}
          extra={t('organisation.companies.code_hint')}
          rules={[{ required: true, pattern: /^[A-Z]{2,8}$/, message: t('organisation.companies.code_hint') }]}
        >
          <Input maxLength={8} />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('organisation.companies.name')}
          rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
        >
          <Input maxLength={100} />
        </Form.Item>
      </ActDialog>
    </div>
  );
};

import type { IdentityProvider } from '@miji/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Form, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { ConfirmAct, EmptyNote, Loaded, RefusalNote } from '../../ui/index.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';
import { useAdministers, useHoldsOffice } from './use-holds-office.ts';

interface Typed {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly domains: string[];
}

/** The identity provider through which a company's people sign in: entered by one person, let in by another. @see CD-20 */
export const SignOnTab = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { person } = useSession();
  const administers = useAdministers(company);
  const confirms = useHoldsOffice(company, ['security_officer']);
  const [form] = Form.useForm<Typed>();
  const [open, setOpen] = useState(false);
  const query = useQuery({
    ...trpc.singleSignOn.get.queryOptions({ company }),
    enabled: administers || confirms,
  });
  const set = useMutation(
    trpc.singleSignOn.set.mutationOptions({
      onSuccess: async () => {
        form.resetFields();
        setOpen(false);
        await done(t('organisation.sign_on.entered'));
      },
    }),
  );
  const confirm = useMutation(
    trpc.singleSignOn.confirm.mutationOptions({ onSuccess: () => done(t('organisation.sign_on.confirmed_done')) }),
  );
  const remove = useMutation(
    trpc.singleSignOn.remove.mutationOptions({ onSuccess: () => done(t('organisation.sign_on.removed')) }),
  );
  if (!administers && !confirms) return <EmptyNote>{t('organisation.sign_on.not_yours')}</EmptyNote>;
  return (
    <div className="stack">
      <Loaded query={query}>
        {({ callback, confirmed, waiting }) => (
          <>
            <Alert
              type="info"
              showIcon
              title={t('organisation.sign_on.lead')}
              description={
                <>
                  {t('organisation.sign_on.callback')}{' '}
                  <Typography.Text code copyable>
                    {callback}
                  </Typography.Text>
                </>
              }
            />
            {confirmed === null ? (
              <EmptyNote>{t('organisation.sign_on.none')}</EmptyNote>
            ) : (
              <section className="card stack">
                <h2>{t('organisation.sign_on.in_use')}</h2>
                <Provider provider={confirmed} />
                <div>
                  <ConfirmAct
                    label={t('organisation.sign_on.remove')}
                    question={t('organisation.sign_on.remove_question')}
                    explanation={t('organisation.sign_on.remove_explained')}
                    pending={remove.isPending}
                    button={{ danger: true }}
                    onConfirm={() => remove.mutate({ company })}
                  />
                </div>
              </section>
            )}
            {waiting === null ? null : (
              <section className="card stack">
                <h2>{t('organisation.sign_on.waiting')}</h2>
                <Provider provider={waiting} />
                {confirms && waiting.setById !== person.id ? (
                  <div>
                    <ConfirmAct
                      label={t('organisation.sign_on.confirm')}
                      question={t('organisation.sign_on.confirm_question', { issuer: waiting.issuer })}
                      explanation={t('organisation.sign_on.confirm_explained')}
                      pending={confirm.isPending}
                      button={{ type: 'primary' }}
                      onConfirm={() => confirm.mutate({ company, configurationId: waiting.configurationId })}
                    />
                  </div>
                ) : (
                  <p className="soft">{t('organisation.sign_on.second_person')}</p>
                )}
              </section>
            )}
          </>
        )}
      </Loaded>
      <RefusalNote error={confirm.error ?? remove.error} />
      {administers ? (
        <div className="row">
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('organisation.sign_on.set')}
          </Button>
        </div>
      ) : null}
      <ActDialog
        title={t('organisation.sign_on.set')}
        lead={t('organisation.sign_on.set_lead')}
        ok={t('organisation.sign_on.set')}
        form={form}
        open={open}
        pending={set.isPending}
        error={set.error}
        initial={{}}
        onClose={() => setOpen(false)}
        onSubmit={(typed) => set.mutate({ company, ...typed })}
      >
        <Form.Item name="issuer" label={t('organisation.sign_on.issuer')} rules={[{ required: true, type: 'url' }]}>
          <Input maxLength={500} placeholder="https://login.example.com/realms/staff" />
        </Form.Item>
        <Form.Item name="clientId" label={t('organisation.sign_on.client')} rules={[{ required: true }]}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item name="clientSecret" label={t('organisation.sign_on.secret')} rules={[{ required: true }]}>
          <Input.Password maxLength={1_000} autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="domains" label={t('organisation.sign_on.domains')} rules={[{ required: true }]}>
          <Select mode="tags" open={false} tokenSeparators={[',', '，', ' ']} suffixIcon={null} />
        </Form.Item>
      </ActDialog>
    </div>
  );
};

const Provider = ({ provider }: { readonly provider: IdentityProvider }): ReactNode => {
  const { t } = useTranslation();
  return (
    <Descriptions
      size="small"
      column={1}
      items={[
        { key: 'issuer', label: t('organisation.sign_on.issuer'), children: provider.issuer },
        { key: 'client', label: t('organisation.sign_on.client'), children: provider.clientId },
        { key: 'domains', label: t('organisation.sign_on.domains'), children: provider.domains.join('、') },
      ]}
    />
  );
};

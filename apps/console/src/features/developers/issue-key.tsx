import type { ServiceScope } from '@miji/contract';
import { SERVICE_SCOPES } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../lib/format.ts';
import { useNow } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { DayField, endOf } from '../../ui/day-field.tsx';
import { useDone } from '../../ui/use-done.ts';

interface Typed {
  readonly service: string;
  readonly scopes: ServiceScope[];
  readonly lastDay?: string;
}

/** Issues a key: for which service, for what, and until when. The key is on the screen this once, and nowhere else. */
export const IssueKey = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const now = useNow();
  const [form] = Form.useForm<Typed>();
  const [open, setOpen] = useState(false);
  const issue = useMutation(
    trpc.serviceKeys.issue.mutationOptions({
      onSuccess: async ({ service }) => {
        form.resetFields();
        setOpen(false);
        await done(t('developers.keys.issued_done', { name: service.name }));
      },
    }),
  );
  const submit = ({ service, scopes, lastDay }: Typed): void => {
    const expiresAt = endOf(lastDay);
    issue.mutate({ company, service: service.trim(), scopes, ...(expiresAt === undefined ? {} : { expiresAt }) });
  };
  const required = [{ required: true, whitespace: true, message: t('common.fieldRequired') }];
  return (
    <>
      <div>
        <Button type="primary" onClick={() => setOpen(true)}>
          {t('developers.keys.issue')}
        </Button>
      </div>
      {issue.data === undefined ? null : (
        <Alert
          type="success"
          showIcon
          closable={{ onClose: issue.reset, 'aria-label': t('common.close') }}
          title={t('developers.keys.shown_once', { name: issue.data.service.name })}
          description={
            <Typography.Text code copyable className="developer-key">
              {issue.data.key}
            </Typography.Text>
          }
        />
      )}
      <ActDialog
        title={t('developers.keys.issue')}
        lead={t('developers.keys.issue_lead')}
        ok={t('developers.keys.issue')}
        form={form}
        open={open}
        pending={issue.isPending}
        error={issue.error}
        initial={{ scopes: [] }}
        onClose={() => setOpen(false)}
        onSubmit={submit}
      >
        <Form.Item name="service" label={t('developers.keys.service')} rules={required}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="scopes"
          label={t('developers.keys.scopes')}
          extra={t('developers.keys.scopes_hint')}
          rules={[{ required: true, message: t('developers.keys.scopes_required') }]}
        >
          <Checkbox.Group
            className="developer-scopes"
            options={SERVICE_SCOPES.map((value) => ({ value, label: t(`developers.scope.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="lastDay" label={t('developers.keys.last_day')} extra={t('developers.keys.last_day_hint')}>
          <DayField min={dayOf(now)} />
        </Form.Item>
      </ActDialog>
    </>
  );
};

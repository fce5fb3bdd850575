import type { CustodySettings } from '@miji/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, InputNumber } from 'antd';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { Loaded, RefusalNote } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';

interface Props {
  readonly company: string | undefined;
  readonly governs: boolean;
}

type Typed = Pick<CustodySettings, 'receiptHours' | 'overdueDays'>;

const SettingsForm = ({ settings }: { readonly settings: CustodySettings }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const save = useMutation(
    trpc.custody.setSettings.mutationOptions({ onSuccess: () => done(t('custody.settings.saved')) }),
  );
  const { company, ...initial } = settings;
  const required = [{ required: true, message: t('custody.required') }];
  return (
    <Form<Typed>
      layout="vertical"
      requiredMark={false}
      disabled={save.isPending}
      initialValues={initial}
      onFinish={(typed) => save.mutate({ company, ...typed })}
    >
      <div className="custody-settings">
        <Form.Item
          name="receiptHours"
          label={t('custody.settings.receipt')}
          extra={t('custody.settings.receipt_hint')}
          rules={required}
        >
          <InputNumber min={1} max={720} precision={0} suffix={t('custody.settings.hours')} />
        </Form.Item>
        <Form.Item
          name="overdueDays"
          label={t('custody.settings.overdue')}
          extra={t('custody.settings.overdue_hint')}
          rules={required}
        >
          <InputNumber min={0} max={90} precision={0} suffix={t('custody.settings.days')} />
        </Form.Item>
      </div>
      <RefusalNote error={save.error} />
      <Button htmlType="submit" loading={save.isPending}>
        {t('custody.settings.save')}
      </Button>
    </Form>
  );
};

/** Within what time a copy is confirmed, and for how long a loan may be overdue before it is looked into. */
export const CustodySettingsCard = ({ company, governs }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const heading = useId();
  const query = useQuery(trpc.custody.getSettings.queryOptions({ company }));
  return (
    <section className="card" aria-labelledby={heading}>
      <h2 id={heading}>{t('custody.settings.title')}</h2>
      <Loaded query={query}>
        {(settings) =>
          governs ? (
            <SettingsForm key={settings.company} settings={settings} />
          ) : (
            <>
              <dl className="custody-facts">
                <div>
                  <dt>{t('custody.settings.receipt')}</dt>
                  <dd>
                    {settings.receiptHours} {t('custody.settings.hours')}
                  </dd>
                </div>
                <div>
                  <dt>{t('custody.settings.overdue')}</dt>
                  <dd>
                    {settings.overdueDays} {t('custody.settings.days')}
                  </dd>
                </div>
              </dl>
              <div className="soft">{t('custody.settings.by_officer')}</div>
            </>
          )
        }
      </Loaded>
    </section>
  );
};

import type { GrantSummary, RequestDetail } from '@miji/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { formatMinute } from '../../lib/format.ts';
import { useIdempotencyKey } from '../../lib/idempotency.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { GoLink, RefusalNote } from '../../ui/index.ts';

interface Props {
  readonly request: RequestDetail;
  readonly grant: GrantSummary;
}

/** Lines that may leave as an item of their own: its title, and the button that makes it. @see GS-14 */
export const ReleasePanel = ({ request, grant }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { person } = useSession();
  const { key } = useIdempotencyKey();
  const release = useMutation(
    trpc.classification.releasePart.mutationOptions({ onSuccess: () => queries.invalidateQueries() }),
  );
  const made = release.data;
  const isTaker = request.beneficiary.id === person.id;
  return (
    <section className="grant-panel" aria-labelledby="release-heading">
      <h2 id="release-heading">
        {t('requests.release.heading')} <span className="soft number">{grant.number}</span>
      </h2>
      {made !== undefined ? (
        <output>
          <strong>{t('requests.release.done')}</strong> <GoLink href={paths.item(made.number)}>{made.number}</GoLink>
        </output>
      ) : grant.state === 'used' ? (
        <p className="soft">{t('requests.release.used')}</p>
      ) : grant.state !== 'live' ? (
        <p className="soft">{t(`requests.grant.state_${grant.state}`)}</p>
      ) : isTaker ? (
        <Form<{ readonly title: string }>
          layout="vertical"
          requiredMark={false}
          disabled={release.isPending}
          onFinish={({ title }) => release.mutate({ grant: grant.number, title, idempotencyKey: key })}
        >
          <p className="soft">{t('requests.release.lead', { until: formatMinute(grant.expiresAt) })}</p>
          <Form.Item
            name="title"
            label={t('requests.release.title')}
            extra={t('requests.release.title_help')}
            rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
          >
            <Input maxLength={200} autoComplete="off" spellCheck={false} />
          </Form.Item>
          <Button type="primary" size="large" htmlType="submit" loading={release.isPending}>
            {t('requests.release.make')}
          </Button>
        </Form>
      ) : (
        <p className="soft">{t('requests.release.not_yours', { beneficiary: request.beneficiary.name })}</p>
      )}
      <RefusalNote error={release.error} />
    </section>
  );
};

import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { lastDayOf } from '../../ui/day-field.tsx';
import { GoLink } from '../../ui/index.ts';

/** For whoever may decide in somebody else's name at present: in whose, as what, under which number, and until when. */
export const DelegatedNote = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.delegations.list.queryOptions({ view: 'received' }));
  const running = data?.entries.filter(({ inForce }) => inForce) ?? [];
  if (running.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      className="delegated-note"
      title={running.map(({ number, principal, company, post, to }) => (
        <div key={number}>
          {t('desk.delegated', {
            principal: principal.name,
            post: `${company.name} ${t(`common.post.${post}`)}`,
            number,
            until: lastDayOf(to),
          })}
        </div>
      ))}
      description={<GoLink href={paths.delegations()}>{t('desk.delegatedSee')}</GoLink>}
    />
  );
};

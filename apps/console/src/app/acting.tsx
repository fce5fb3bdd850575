import { Button, Popover } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { byWeight, useSession } from '../lib/session.tsx';

/** In which capacity one acts, always in view; the other posts one click away. */
export const Acting = (): ReactNode => {
  const { t } = useTranslation();
  const [first, ...others] = byWeight(useSession().capacities);
  if (first === undefined) return <span className="acting soft">{t('session.noCapacity')}</span>;
  const words = t('session.acting', { company: first.company.name, post: t(`common.post.${first.post}`) });
  if (others.length === 0)
    return (
      <span className="acting">
        <span>{words}</span>
      </span>
    );
  return (
    <Popover
      trigger="click"
      title={t('session.capacities')}
      content={
        <ul className="plain-list">
          {[first, ...others].map(({ company, post, department }) => (
            <li key={`${company.id} ${department?.id ?? ''} ${post}`}>
              {[company.name, department?.name, t(`common.post.${post}`)].filter(Boolean).join(' · ')}
            </li>
          ))}
        </ul>
      }
    >
      <Button type="text" className="acting">
        <span>
          {words} <span className="soft acting-more">{t('session.actingMore', { count: others.length })}</span>
        </span>
      </Button>
    </Popover>
  );
};

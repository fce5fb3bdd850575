import { BellOutlined } from '@ant-design/icons';
import { Badge } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoButton } from '../../ui/index.ts';
import { useUnread } from './use-unread.ts';

/** The way to the inbox, with how much in it is unread; it counts, and says nothing of what it is about. */
export const Bell = (): ReactNode => {
  const { t } = useTranslation();
  const unread = useUnread();
  const known = unread === 0 ? t('notices.bell_none') : t('notices.bell', { count: unread ?? 0 });
  const label = unread === null ? t('notices.title') : known;
  return (
    <>
      <GoButton
        href={paths.notices()}
        type="text"
        aria-label={label}
        icon={
          <Badge count={unread ?? 0} size="small" overflowCount={99} offset={[6, -2]} title="">
            <BellOutlined aria-hidden="true" className="bell" />
          </Badge>
        }
      />
      <output className="visually-hidden">{label}</output>
    </>
  );
};

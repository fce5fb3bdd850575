import type { NoticeWire } from '@miji/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { GoLink, LevelTag, Minute } from '../../ui/index.ts';
import { noticeTarget } from './notice-target.ts';

interface Props {
  readonly notice: NoticeWire;
  readonly onRead: (id: string) => void;
}

/** One notice: the sentence is the way to what it is about, and going there reads it. */
export const NoticeLine = ({ notice, onRead }: Props): ReactNode => {
  const { t } = useTranslation();
  const target = noticeTarget(notice);
  const sentence = t(`notices.kind.${notice.kind}`);
  const isUnread = notice.readAt === null;
  return (
    <li className={isUnread ? 'notice notice-unread' : 'notice'}>
      <div className="row">
        {isUnread ? <span className="notice-dot">{t('notices.unread')}</span> : null}
        {target === null ? (
          <span className="notice-sentence">{sentence}</span>
        ) : (
          <GoLink href={target} className="notice-sentence" onGo={() => isUnread && onRead(notice.id)}>
            {sentence}
          </GoLink>
        )}
        {notice.level === null ? null : <LevelTag level={notice.level} />}
      </div>
      {notice.title === null ? null : <div className="notice-title">{notice.title}</div>}
      <div className="row soft">
        {notice.request === null ? null : <span className="number">{notice.request}</span>}
        {notice.request !== null || notice.subject === null ? null : <span className="number">{notice.subject}</span>}
        {notice.person === null ? null : <span>{notice.person}</span>}
        <Minute at={notice.at} />
        {notice.until === null ? null : (
          <span>
            {t('notices.until')} <Minute at={notice.until} relative />
          </span>
        )}
        {isUnread ? (
          <Button
            type="link"
            size="small"
            className="notice-read"
            aria-label={`${t('notices.mark_one')}: ${sentence}`}
            onClick={() => onRead(notice.id)}
          >
            {t('notices.mark_one')}
          </Button>
        ) : null}
      </div>
    </li>
  );
};

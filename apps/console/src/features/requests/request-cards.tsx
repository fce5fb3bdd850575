import type { RequestSummary } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useLanguage } from '../../lib/language.ts';
import { GoLink, LevelTag, Minute } from '../../ui/index.ts';
import { ChooseBox } from './inbox/choose-box.tsx';
import type { Choosing } from './inbox/chosen.ts';
import { WaitingTime } from './inbox/waiting-time.tsx';
import { requestSentence } from './request-sentence.ts';
import { RequestStateTag } from './request-state-tag.tsx';

interface Props {
  readonly request: RequestSummary;
  /** null where nothing is decided together */
  readonly choosing?: Choosing | null;
}

/** One request as a card: the sentence is the link. */
export const RequestCard = ({ request, choosing = null }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <div className="request-card">
      <div className="row">
        {choosing === null ? null : <ChooseBox request={request} choosing={choosing} />}
        <LevelTag level={request.level} />
        <RequestStateTag state={request.state} />
        {request.repeats === null ? null : <span className="time-short">{t('requests.repeat.tag')}</span>}
        <span className="soft number">{request.item}</span>
      </div>
      <GoLink href={paths.request(request.number)} className="request-card-sentence">
        {requestSentence(request, t, language)}
      </GoLink>
      <div className="soft">
        {request.state === 'pending' || request.state === 'returned' ? (
          <WaitingTime request={request} />
        ) : (
          <>
            <span className="number">{request.number}</span> · <Minute at={request.decidedAt ?? request.filedAt} />
          </>
        )}
      </div>
    </div>
  );
};

/** Requests as cards, for phones. */
export const RequestCards = ({
  rows,
  choosing,
}: {
  readonly rows: readonly RequestSummary[];
  readonly choosing: Choosing | null;
}): ReactNode => (
  <ul className="plain-list">
    {rows.map((request) => (
      <li key={request.number}>
        <RequestCard request={request} choosing={choosing} />
      </li>
    ))}
  </ul>
);

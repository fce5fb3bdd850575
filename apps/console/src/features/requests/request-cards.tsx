import type { RequestSummary } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useLanguage } from '../../lib/language.ts';
import { GoLink, LevelTag, Minute } from '../../ui/index.ts';
import { requestSentence } from './request-sentence.ts';
import { RequestStateTag } from './request-state-tag.tsx';

/** One request as a card: the sentence is the link. */
export const RequestCard = ({ request }: { readonly request: RequestSummary }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <div className="request-card">
      <div className="row">
        <LevelTag level={request.level} />
        <RequestStateTag state={request.state} />
        <span className="soft number">{request.item}</span>
      </div>
      <GoLink href={paths.request(request.number)} className="request-card-sentence">
        {requestSentence(request, t, language)}
      </GoLink>
      <div className="soft">
        {request.state === 'pending' ? (
          <>
            {t('requests.field.expires')} <Minute at={request.expiresAt} relative />
          </>
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
export const RequestCards = ({ rows }: { readonly rows: readonly RequestSummary[] }): ReactNode => (
  <ul className="plain-list">
    {rows.map((request) => (
      <li key={request.number}>
        <RequestCard request={request} />
      </li>
    ))}
  </ul>
);

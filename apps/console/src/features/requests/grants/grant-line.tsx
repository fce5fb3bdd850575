import type { GrantSummary } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { TAKING_OPERATIONS } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../app/paths.ts';
import { formatMinute } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/language.ts';
import { useSession } from '../../../lib/session.tsx';
import { GoButton, GoLink, PersonName } from '../../../ui/index.ts';
import { RevokeGrant } from './revoke-grant.tsx';

const isTaken = ({ operation }: GrantSummary): boolean => TAKING_OPERATIONS.some((taking) => taking === operation);

/** One grant: what for, for whom, how much is left, until when, and why it died where it did. */
export const GrantLine = ({ grant }: { readonly grant: GrantSummary }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { person } = useSession();
  const isLive = grant.state === 'live';
  const isOwn = grant.person.id === person.id;
  return (
    <li className="card grant-line">
      <div className="row">
        <strong>{t(`common.operation.${grant.operation}`)}</strong>
        <GoLink href={paths.request(grant.request)}>{grant.number}</GoLink>
        <span className={isLive ? 'good' : 'soft'}>{t(`ask.grants.states.${grant.state}`)}</span>
      </div>
      <div className="row soft">
        <PersonName person={grant.person} />
        <span>{t('ask.grants.left_of', { left: grant.copies - grant.used, copies: grant.copies })}</span>
        <span>
          {t('ask.grants.until')} {formatMinute(grant.expiresAt)}
        </span>
      </div>
      <div>{grant.purpose}</div>
      {grant.voidCode === null ? null : (
        <div className="soft">
          {sentenceFor(grant.voidCode, language)}
          {grant.voidedAt === null ? null : ` ${formatMinute(grant.voidedAt)}`}
        </div>
      )}
      <div className="row">
        {isLive && isOwn && (isTaken(grant) || grant.operation === 'declassify') ? (
          <GoButton type="primary" href={paths.request(grant.request)}>
            {t('ask.grants.use')}
          </GoButton>
        ) : null}
        {isLive && isOwn && grant.operation === 'carry_out' ? (
          <GoButton type="primary" href={paths.copies({ item: grant.item, holder: grant.person.id })}>
            {t('ask.grants.choose_copy')}
          </GoButton>
        ) : null}
        {isLive && isOwn && !isTaken(grant) && grant.operation !== 'declassify' && grant.operation !== 'carry_out' ? (
          <span className="soft">{t('ask.grants.desk_use')}</span>
        ) : null}
        {grant.mayRevoke ? <RevokeGrant grant={grant} /> : null}
      </div>
    </li>
  );
};

import type { RequestSummary } from '@miji/contract';
import { Temporal } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinute, relativeWords } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/language.ts';
import { useNow } from '../../../lib/session.tsx';

const milliseconds = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;

/** How long a request still waits: a short bar and words. */
export const WaitingTime = ({ request }: { readonly request: RequestSummary }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const now = useNow();
  const { filedAt, expiresAt, stage } = request;
  const whole = Math.max(1, milliseconds(expiresAt) - milliseconds(filedAt));
  const gone = Math.min(100, Math.max(0, ((milliseconds(now) - milliseconds(filedAt)) / whole) * 100));
  const isShort = stage === 'four_fifths' || stage === 'escalated';
  return (
    <span className="waiting-time">
      <span className="time-bar time-bar-short" aria-hidden="true">
        <i className={isShort ? 'time-bar-left short' : 'time-bar-left'} style={{ insetInlineStart: `${gone}%` }} />
      </span>
      <time dateTime={expiresAt} title={formatMinute(expiresAt)} className={isShort ? 'time-short number' : 'number'}>
        {gone >= 100 ? t('requests.decide.over') : relativeWords(expiresAt, now, language)}
      </time>
    </span>
  );
};

import { Temporal } from '@miji/core';
import { Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinute, relativeWords } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { useNow } from '../../lib/session.tsx';

const milliseconds = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;

/** A stretch of time with today on it: how much is left, drawn and in words. */
export const TimeLeft = ({ from, to }: { readonly from: string; readonly to: string }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const now = useNow();
  const whole = Math.max(1, milliseconds(to) - milliseconds(from));
  const left = Math.min(whole, Math.max(0, milliseconds(to) - milliseconds(now)));
  const share = left / whole;
  return (
    <div className="time-left">
      <div className="row">
        <time dateTime={to} className="number">
          {formatMinute(to)}
        </time>
        <span className={share < 0.2 ? 'time-short' : 'soft'}>
          {left === 0 ? t('requests.decide.over') : relativeWords(to, now, language)}
        </span>
      </div>
      <Progress
        percent={Math.round(share * 100)}
        showInfo={false}
        size="small"
        status="normal"
        aria-label={t('requests.decide.deadline')}
        strokeColor={share < 0.2 ? 'var(--bad)' : 'var(--accent)'}
      />
    </div>
  );
};

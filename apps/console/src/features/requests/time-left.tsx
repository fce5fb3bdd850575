import type { RequestStage } from '@miji/core';
import { stageInstants, Temporal } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinute, relativeWords } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { useNow } from '../../lib/session.tsx';

interface Props {
  /** when it came to those who decide */
  readonly from: string;
  readonly to: string;
  readonly stage?: RequestStage;
}

const MARKS = ['half', 'four_fifths', 'escalated'] as const;

/** Where an instant stands between two others, in percent. */
const placeOf = (at: Temporal.Instant, from: Temporal.Instant, to: Temporal.Instant): number => {
  const whole = Math.max(1, to.epochMilliseconds - from.epochMilliseconds);
  const gone = at.epochMilliseconds - from.epochMilliseconds;
  return Math.min(100, Math.max(0, (gone / whole) * 100));
};

/** The time in which a request is to be decided, with today on it: what is left, drawn and in words, and what the clock has done. */
export const TimeLeft = ({ from, to, stage = 'fresh' }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const now = useNow();
  const [began, ends] = [Temporal.Instant.from(from), Temporal.Instant.from(to)];
  const today = placeOf(Temporal.Instant.from(now), began, ends);
  const marks = stageInstants({ beganAt: began, expiresAt: ends });
  const isShort = today >= 80;
  const left = today >= 100 ? t('requests.decide.over') : relativeWords(to, now, language);
  return (
    <div className="time-left">
      <div className="row">
        <time dateTime={to} className="number">
          {formatMinute(to)}
        </time>
        <span className={isShort ? 'time-short' : 'soft'}>{left}</span>
      </div>
      <progress
        className="visually-hidden"
        aria-label={t('requests.stage.bar')}
        aria-valuetext={left}
        value={Math.round(today)}
        max={100}
      />
      <div className="time-bar" aria-hidden="true">
        <i className={isShort ? 'time-bar-left short' : 'time-bar-left'} style={{ insetInlineStart: `${today}%` }} />
        {MARKS.map((mark) => (
          <i
            key={mark}
            className="time-bar-mark"
            title={`${t(`requests.stage.mark_${mark}`)} ${formatMinute(marks[mark].toString())}`}
            style={{ insetInlineStart: `${placeOf(marks[mark], began, ends)}%` }}
          />
        ))}
        <i className="time-bar-now" style={{ insetInlineStart: `${today}%` }} />
      </div>
      {stage === 'fresh' ? null : <div className="time-stage">{t(`requests.stage.${stage}`)}</div>}
    </div>
  );
};

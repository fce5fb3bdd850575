import type { RequestDetail, TermsWire } from '@miji/contract';
import { Button } from 'antd';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../lib/format.ts';
import { useNow } from '../../../lib/session.tsx';
import { DayField, lastDayOf } from '../../../ui/day-field.tsx';
import { differenceWords } from '../terms-words.ts';
import { ShortenParts } from './shorten-parts.tsx';
import { ShortenRecipients } from './shorten-recipients.tsx';
import { beginShortening, shortenedTerms, termsToSend } from './shortened.ts';

interface Props {
  readonly request: RequestDetail;
  readonly pending: boolean;
  readonly note: ReactNode;
  readonly onApprove: (terms: TermsWire) => void;
}

/** Approving less than was asked for: fewer copies, fewer people, fewer parts, an earlier end. Nothing here can be widened. */
export const ShortenForm = ({ request, pending, note, onApprove }: Props): ReactNode => {
  const { t } = useTranslation();
  const field = useId();
  const today = dayOf(useNow());
  const { terms: asked } = request;
  const [shortening, setShortening] = useState(() => beginShortening(asked));
  const [tried, setTried] = useState(false);
  const left = shortenedTerms(shortening, asked);
  const cuts = differenceWords(asked, left, t);
  const approve = (): void => {
    setTried(true);
    if (cuts.length > 0) onApprove(termsToSend(left));
  };
  return (
    <>
      <p className="soft">{t('requests.decide.shorten_lead')}</p>
      <ShortenRecipients
        rows={shortening.recipients}
        operation={request.operation}
        onChange={(recipients) => setShortening({ ...shortening, recipients })}
      />
      {shortening.spans.length === 0 ? null : (
        <ShortenParts rows={shortening.spans} onChange={(spans) => setShortening({ ...shortening, spans })} />
      )}
      <div className="shorten-until">
        <label htmlFor={field}>{t('requests.decide.until_day')}</label>
        <DayField
          id={field}
          value={shortening.day}
          min={today}
          {...(asked.useBefore === null ? {} : { max: lastDayOf(asked.useBefore) })}
          onChange={(day) => setShortening({ ...shortening, day })}
        />
        <span className="soft">{t('requests.decide.until_hint')}</span>
      </div>
      <output className={cuts.length === 0 && tried ? 'time-short' : undefined}>
        {cuts.length > 0
          ? t('requests.story.cut', { what: cuts.join(t('requests.who.separator')) })
          : tried
            ? t('requests.decide.shorten_nothing')
            : ''}
      </output>
      {note}
      <Button block size="large" type="primary" className="decide-button" loading={pending} onClick={approve}>
        {t('requests.decide.shorten_confirm')}
      </Button>
    </>
  );
};

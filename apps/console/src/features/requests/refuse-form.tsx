import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const USUAL = ['purpose', 'fewer', 'read_instead'] as const;
const USUAL_FOR_CHANGES = ['purpose', 'keep_protection', 'ask_security'] as const;

interface Props {
  readonly pending: boolean;
  /** whether a change of classification is refused: copies are no matter then */
  readonly isChange: boolean;
  /** why the last attempt was not accepted */
  readonly note: ReactNode;
  readonly onRefuse: (reason: string) => void;
}

/** The reason of a refusal: one tap for a usual one, or one's own words. */
export const RefuseForm = ({ pending, isChange, note, onRefuse }: Props): ReactNode => {
  const { t } = useTranslation();
  const field = useId();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const empty = reason.trim() === '';
  const refuse = (): void => {
    setTried(true);
    if (!empty) onRefuse(reason.trim());
  };
  return (
    <>
      <div className="row">
        {(isChange ? USUAL_FOR_CHANGES : USUAL).map((usual) => {
          const words = t(`requests.decide.reasons.${usual}`);
          return (
            <Button
              key={usual}
              shape="round"
              className="reason-chip"
              aria-pressed={reason === words}
              type={reason === words ? 'primary' : 'default'}
              onClick={() => setReason(words)}
            >
              {words}
            </Button>
          );
        })}
      </div>
      <label htmlFor={field}>{t('requests.decide.refuse_reason')}</label>
      <Input.TextArea
        id={field}
        value={reason}
        maxLength={2_000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        aria-required="true"
        aria-invalid={tried && empty}
        aria-describedby={`${field}-help`}
        {...(tried && empty ? { status: 'error' as const } : {})}
        onChange={(event) => setReason(event.target.value)}
      />
      <div id={`${field}-help`} role="alert" className="time-short">
        {tried && empty ? t('requests.decide.refuse_required') : ''}
      </div>
      {note}
      <Button block danger size="large" type="primary" className="decide-button" loading={pending} onClick={refuse}>
        {t('requests.decide.refuse_confirm')}
      </Button>
    </>
  );
};

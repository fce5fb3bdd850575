import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { CopyCountWire } from '@miji/contract';
import { COPY_STATES } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** issued = held + lent + …, as a sentence and as a bar whose parts make up the whole. @see GS-24 */
export const CopyBalance = ({ count }: { readonly count: CopyCountWire }): ReactNode => {
  const { t } = useTranslation();
  const states = COPY_STATES.filter((state) => count.in[state] > 0);
  const parts = states.map((state) => `${t(`items.copies.state.${state}`)} ${count.in[state]}`);
  return (
    <div className="balance">
      <div className="balance-bar" aria-hidden="true">
        {states.map((state) => (
          <i key={state} className={`bar-${state}`} style={{ flexGrow: count.in[state] }} />
        ))}
      </div>
      <p>{t('items.copies.count', { issued: count.issued, parts: parts.join(' + ') })}</p>
      {count.conserved ? (
        <span className="copies-good">
          <CheckCircleOutlined aria-hidden="true" /> {t('items.copies.conserved')}
        </span>
      ) : (
        <strong className="copies-bad" role="alert">
          <WarningOutlined aria-hidden="true" /> {t('items.copies.broken')}
        </strong>
      )}
    </div>
  );
};

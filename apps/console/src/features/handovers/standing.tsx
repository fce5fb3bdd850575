import type { HandoverWire } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HandoverLines } from './handover-lines.tsx';

/** What stands on somebody’s name, as far as it concerns who looks. */
export type OnName = Pick<HandoverWire, 'lines' | 'counts' | 'elsewhere'>;

export const howMany = ({ counts }: Pick<OnName, 'counts'>): number => counts.copies + counts.loans + counts.stores;
export const isNothing = (standing: OnName): boolean => howMany(standing) === 0 && !standing.elsewhere;

/** It, line by line for whom it concerns; in figures for whoever only administers appointments. @see AR-06 */
export const Standing = ({ standing }: { readonly standing: OnName }): ReactNode => {
  const { t } = useTranslation();
  const { lines, counts, elsewhere } = standing;
  const isFiguresOnly = lines.length === 0 && howMany(standing) > 0;
  return (
    <>
      {lines.length === 0 ? null : <HandoverLines lines={lines} />}
      {isFiguresOnly ? (
        <div>
          <strong>{t('handovers.counts', counts)}</strong>
          <div className="soft">{t('handovers.counts_only')}</div>
        </div>
      ) : null}
      {elsewhere ? <p className="soft">{t('handovers.elsewhere')}</p> : null}
    </>
  );
};

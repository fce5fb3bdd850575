import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LeaveGuard, RefusalNote } from '../../ui/index.ts';
import { CameraReader } from './camera-reader.tsx';
import { findingWords } from './finding-words.ts';
import { LabelField } from './label-field.tsx';
import { useCounting } from './use-counting.ts';

/** Where labels are read, by scanner, camera or hand, and what became of the last of them. */
export const CountingCard = ({ number }: { readonly number: string }): ReactNode => {
  const { t } = useTranslation();
  const { count, last, waiting, error, again } = useCounting(number);
  return (
    <section className="card stack" aria-label={t('custody.stocktaking.label')}>
      <LeaveGuard unsaved={waiting > 0} />
      <LabelField onLabel={count} />
      <CameraReader onLabel={(label) => count(label, 'scanned')} />
      <div aria-live="assertive" className="count-said">
        {last === null ? null : (
          <div className={`count-last count-${last.finding}`}>
            <strong className="number">{last.copy}</strong>
            {findingWords(last, t)}
          </div>
        )}
      </div>
      {error === null ? (
        waiting > 1 ? (
          <p className="soft">{t('custody.stocktaking.sending', { count: waiting })}</p>
        ) : null
      ) : (
        <>
          <RefusalNote error={error} action={<Button onClick={again}>{t('custody.stocktaking.again')}</Button>} />
          <p className="soft">{t('custody.stocktaking.kept', { count: waiting })}</p>
        </>
      )}
    </section>
  );
};

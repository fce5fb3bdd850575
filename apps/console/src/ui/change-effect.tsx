import type { ChangeEffectWire, ClassificationStateWire } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { periodWords } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { rangeWords } from './change-words.ts';
import './change-effect.css';

interface Props {
  readonly effect: Pick<ChangeEffectWire, 'before' | 'after'> & { readonly lapsing?: number };
}

/** What was and what will be; where nothing changes, said once. */
const Line = ({ name, before, after }: { readonly name: string; readonly before: string; readonly after: string }) => {
  const { t } = useTranslation();
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {before === after ? (
          <>
            {before} <span className="soft">{t('requests.change.same')}</span>
          </>
        ) : (
          <>
            <span className="visually-hidden">{t('requests.change.before')}</span>
            <span className="soft">{before}</span> <span aria-hidden="true">→</span>{' '}
            <span className="visually-hidden">{t('requests.change.after')}</span>
            <strong>{after}</strong>
          </>
        )}
      </dd>
    </div>
  );
};

/** Level, period and range before and after a change, in words. */
export const ChangeEffect = ({ effect }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { before, after, lapsing = 0 } = effect;
  const level = (state: ClassificationStateWire): string => t(`common.level.${state.level}`);
  return (
    <>
      <dl className="change-effect">
        <Line name={t('requests.change.level')} before={level(before)} after={level(after)} />
        <Line
          name={t('requests.change.period')}
          before={periodWords(before.period, language)}
          after={periodWords(after.period, language)}
        />
        <Line name={t('requests.change.range')} before={rangeWords(before, t)} after={rangeWords(after, t)} />
      </dl>
      {lapsing === 0 ? null : <p className="change-lapsing">{t('requests.change.lapsing', { count: lapsing })}</p>}
    </>
  );
};

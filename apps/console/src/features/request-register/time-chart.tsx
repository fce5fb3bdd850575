import type { RequestFigures } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyNote } from '../../ui/index.ts';
import { Bar } from './bar.tsx';
import { durationWords } from './duration-words.ts';

/** How long each post took: half of its decisions, and nine of ten, in bars of one scale. */
export const TimeChart = ({ rows }: { readonly rows: RequestFigures['timeToDecide'] }): ReactNode => {
  const { t } = useTranslation();
  if (rows.length === 0) return <EmptyNote>{t('register.figures.time_none')}</EmptyNote>;
  const most = Math.max(...rows.map(({ ninetyMinutes }) => ninetyMinutes));
  const slowest = rows.toSorted((one, other) => other.ninetyMinutes - one.ninetyMinutes);
  return (
    <table className="figures-table">
      <caption className="visually-hidden">{t('register.figures.time_heading')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('register.figures.post')}</th>
          <th scope="col">{t('register.figures.median')}</th>
          <th scope="col">{t('register.figures.ninety')}</th>
        </tr>
      </thead>
      <tbody>
        {slowest.map(({ company, post, decided, medianMinutes, ninetyMinutes }) => (
          <tr key={`${company.id} ${post}`}>
            <th scope="row">
              <strong>{t(`common.post.${post}`)}</strong>
              <div className="soft">
                {company.name} · {t('register.figures.decided_count', { count: decided })}
              </div>
            </th>
            <td>
              <Bar value={medianMinutes} most={most}>
                {durationWords(medianMinutes, t)}
              </Bar>
            </td>
            <td>
              <Bar value={ninetyMinutes} most={most} light>
                {durationWords(ninetyMinutes, t)}
              </Bar>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

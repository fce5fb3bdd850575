import type { RequestFigures } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useSession } from '../../lib/session.tsx';
import { EmptyNote, GoLink, LevelTag } from '../../ui/index.ts';
import { Bar } from './bar.tsx';
import { durationWords } from './duration-words.ts';

/** What waits longest, and for whom. It leads to the request only for whoever may decide it. */
export const WaitingChart = ({ rows }: { readonly rows: RequestFigures['waiting'] }): ReactNode => {
  const { t } = useTranslation();
  const { person } = useSession();
  if (rows.length === 0) return <EmptyNote>{t('register.figures.waiting_none')}</EmptyNote>;
  const most = Math.max(...rows.map(({ minutes }) => minutes));
  return (
    <table className="figures-table">
      <caption className="visually-hidden">{t('register.figures.waiting')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('register.figures.request')}</th>
          <th scope="col">{t('register.figures.waited')}</th>
          <th scope="col">{t('register.figures.approvers')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ number, company, operation, level, minutes, approvers }) => (
          <tr key={number}>
            <th scope="row">
              <LevelTag level={level} />{' '}
              {approvers.some(({ id }) => id === person.id) ? (
                <GoLink href={paths.request(number)} className="number">
                  {number}
                </GoLink>
              ) : (
                <span className="number">{number}</span>
              )}
              <div className="soft">
                {company.name} · {t(`common.operation.${operation}`)}
              </div>
            </th>
            <td>
              <Bar value={minutes} most={most}>
                {durationWords(minutes, t)}
              </Bar>
            </td>
            <td>
              {approvers.length === 0
                ? t('register.figures.nobody')
                : approvers.map(({ name }) => name).join(t('register.names_separator'))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

import type { RequestFigures } from '@miji/contract';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyNote } from '../../ui/index.ts';
import { RequestStateTag } from '../requests/request-state-tag.tsx';
import { CountChart } from './count-chart.tsx';
import { TimeChart } from './time-chart.tsx';
import { WaitingChart } from './waiting-chart.tsx';
import '../requests/requests.css';
import './request-register.css';

interface SectionProps {
  readonly heading: string;
  readonly lead?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

const Section = ({ heading, lead, wide, children }: SectionProps): ReactNode => {
  const id = useId();
  return (
    <section className={wide === true ? 'card figures-wide' : 'card'} aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {lead === undefined ? null : <p className="soft">{lead}</p>}
      {children}
    </section>
  );
};

/** The three questions that people ask of approvals: how long, why not, what waits; and, in full, what became of them. */
export const Figures = ({ figures, full }: { readonly figures: RequestFigures; readonly full: boolean }): ReactNode => {
  const { t } = useTranslation();
  const { timeToDecide, refusals, waiting, counts } = figures;
  const filed = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="figures-grid">
      <Section heading={t('register.figures.time_heading')} wide>
        <TimeChart rows={timeToDecide} />
      </Section>
      <Section heading={t('register.figures.waiting')} wide={full}>
        <WaitingChart rows={waiting} />
      </Section>
      <Section heading={t('register.figures.refusals')}>
        {refusals.length === 0 ? (
          <EmptyNote>{t('register.figures.refusals_none')}</EmptyNote>
        ) : (
          <CountChart
            caption={t('register.figures.refusals')}
            of={t('register.figures.ground')}
            count={t('register.figures.count')}
            rows={refusals
              .toSorted((one, other) => other.count - one.count)
              .map(({ ground, count }) => ({ key: ground, label: t(`requests.ground.${ground}`), count }))}
          />
        )}
      </Section>
      {full ? (
        <Section heading={t('register.figures.counts')} lead={t('register.figures.counts_lead', { count: filed })}>
          <CountChart
            caption={t('register.figures.counts')}
            of={t('register.field.state')}
            count={t('register.figures.count')}
            rows={counts.map(({ state, count }) => ({ key: state, label: <RequestStateTag state={state} />, count }))}
          />
        </Section>
      ) : null}
    </div>
  );
};

import type { LoanWire } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { usePathNumber } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { GoButton, GoLink, LevelTag, Loaded, Minute, PageHead, PersonName } from '../../ui/index.ts';
import { DueDay, LoanState } from './loan-state.tsx';
import './custody.css';

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** Everything that the register holds about one loan. */
const LoanFacts = ({ loan }: { readonly loan: LoanWire }): ReactNode => {
  const { t } = useTranslation();
  const { visitor, supervisor, returnedAt, takenBackBy, pagesReturned } = loan;
  return (
    <dl className="custody-facts">
      <Fact name={t('custody.loans.field.borrower')}>
        <PersonName person={loan.borrower} /> {loan.unit === null ? null : <span className="soft">{loan.unit}</span>}
      </Fact>
      {visitor === null ? null : (
        <Fact name={t('custody.loans.field.visitor')}>
          {visitor.name} · {visitor.organisation} · {visitor.letter} · {visitor.documentMasked}
        </Fact>
      )}
      {supervisor === null ? null : (
        <Fact name={t('custody.loans.field.supervisor')}>
          <PersonName person={supervisor} />
        </Fact>
      )}
      <Fact name={t('custody.loans.field.purpose')}>{loan.purpose}</Fact>
      <Fact name={t('custody.loans.field.grant')}>
        <span className="number">{loan.grant}</span>
      </Fact>
      <Fact name={t('custody.loans.field.lent_at')}>
        <Minute at={loan.lentAt} />
      </Fact>
      <Fact name={t('custody.loans.field.days')}>
        {loan.days} {t('custody.settings.days')}
      </Fact>
      <Fact name={t('custody.loans.field.due')}>
        <DueDay loan={loan} />
        {loan.provisional ? <div className="soft">{t('custody.loans.provisional')}</div> : null}
      </Fact>
      <Fact name={t('custody.loans.field.received')}>
        {t(loan.received ? 'custody.loans.received_yes' : 'custody.loans.received_no')}
      </Fact>
      <Fact name={t('custody.loans.field.lent_by')}>
        <PersonName person={loan.lentBy} />
      </Fact>
      <Fact name={t('custody.loans.field.pages')}>{loan.pages}</Fact>
      {loan.conditionOut === null ? null : (
        <Fact name={t('custody.loans.field.condition_out')}>{loan.conditionOut}</Fact>
      )}
      {returnedAt === null ? null : (
        <Fact name={t('custody.loans.field.returned_at')}>
          <Minute at={returnedAt} />
        </Fact>
      )}
      {takenBackBy === null ? null : (
        <Fact name={t('custody.loans.field.taken_back_by')}>
          <PersonName person={takenBackBy} />
        </Fact>
      )}
      {pagesReturned === null ? null : <Fact name={t('custody.loans.field.pages_returned')}>{pagesReturned}</Fact>}
      {loan.conditionBack === null ? null : (
        <Fact name={t('custody.loans.field.condition_back')}>{loan.conditionBack}</Fact>
      )}
    </dl>
  );
};

/** One loan: until when, with whom, and how it came back. */
export const LoanPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const number = usePathNumber();
  const query = useQuery(trpc.loans.get.queryOptions({ number }));
  return (
    <div className="page">
      <Loaded query={query}>
        {(loan) => (
          <>
            <PageHead
              title={<span className="number">{loan.number}</span>}
              lead={
                <span className="row">
                  <LevelTag level={loan.level} />
                  <LoanState loan={loan} />
                  <GoLink href={paths.copy(loan.copy)} className="number">
                    {loan.copy}
                  </GoLink>
                </span>
              }
              extra={<GoButton href={paths.loans()}>{t('custody.loans.back')}</GoButton>}
            />
            <section className="card stack">
              <LoanFacts loan={loan} />
              {loan.state === 'out' || loan.state === 'overdue' ? (
                <div className="soft">{t('custody.loans.no_renewal')}</div>
              ) : null}
            </section>
          </>
        )}
      </Loaded>
    </div>
  );
};

import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import type { DecidedRequest, GrantSummary, RouteWire } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { formatMinute } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, GoLink, Loaded, seatsWords } from '../../ui/index.ts';
import { RequestCard } from './request-cards.tsx';
import { approverNames } from './route-words.ts';

interface Props {
  readonly decided: DecidedRequest;
  /** what the approval left behind, as soon as it is known */
  readonly grant: GrantSummary | null;
}

type Outcome = 'approved' | 'agreed' | 'refused';

const ICONS: Readonly<Record<Outcome, ReactNode>> = {
  approved: <CheckCircleOutlined aria-hidden="true" />,
  agreed: <ClockCircleOutlined aria-hidden="true" />,
  refused: <CloseCircleOutlined aria-hidden="true" />,
};

/** Whoever agrees where others have to as well has decided, and the request has not been. */
const outcomeOf = ({ state }: DecidedRequest): Outcome => {
  if (state === 'pending') return 'agreed';
  return state === 'approved' ? 'approved' : 'refused';
};

/** What follows from the act, in a sentence. */
const nextWords = (decided: DecidedRequest, grant: GrantSummary | null, t: TFunction): string => {
  const { change, stillMissing } = decided;
  const people = { requester: decided.requester.name, beneficiary: decided.beneficiary.name, count: decided.copies };
  const outcome = outcomeOf(decided);
  if (outcome === 'refused') return t('requests.done.refused_next', people);
  if (outcome === 'agreed') {
    const names = stillMissing === null ? '' : missingNames(stillMissing, t);
    return change === null ? t('requests.done.agreed_next', { names }) : t('requests.done.agreed_change', { names });
  }
  if (change !== null) {
    return change.kind === 'declassify_part'
      ? t('requests.done.approved_part', people)
      : t('requests.done.approved_change');
  }
  return grant === null
    ? t('requests.done.approved_soon', people)
    : t('requests.done.approved_next', { ...people, until: formatMinute(grant.expiresAt) });
};

/** Who has to agree besides; where nobody can at present, whom to appoint. */
const missingNames = (route: RouteWire, t: TFunction): string =>
  route.kind === 'open' ? approverNames(route, t) : seatsWords(route.appoint, t);

/** After the act: what was done, what happens next, and what waits now. */
export const DecisionDone = ({ decided, grant }: Props): ReactNode => {
  const { t } = useTranslation();
  const head = useRef<HTMLHeadingElement>(null);
  // The button that had the focus is gone: a screen reader goes on here.
  useEffect(() => head.current?.focus(), []);
  const outcome = outcomeOf(decided);
  return (
    <div className="stack">
      <section className="card decision-done">
        <div className={outcome === 'refused' ? 'soft' : 'good'} aria-hidden="true">
          {ICONS[outcome]}
        </div>
        <h1 ref={head} tabIndex={-1}>
          {t(`requests.done.${outcome}`)}
        </h1>
        <p>{nextWords(decided, grant, t)}</p>
        <span className="soft number">{decided.number}</span>
      </section>
      <NextWaiting except={decided.number} />
    </div>
  );
};

const NextWaiting = ({ except }: { readonly except: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const query = useQuery(trpc.requests.list.queryOptions({ box: 'to_decide', limit: 2 }));
  return (
    <section className="card" aria-live="polite">
      <Loaded query={query}>
        {({ entries }) => {
          const next = entries.find(({ number }) => number !== except);
          return next === undefined ? (
            <EmptyNote>
              <p>{t('requests.done.none_left')}</p>
              <GoLink href={paths.desk()}>{t('common.toDesk')}</GoLink>
            </EmptyNote>
          ) : (
            <>
              <h2>{t('requests.done.next')}</h2>
              <RequestCard request={next} />
              <p>
                <GoLink href={paths.requests({ box: 'to_decide' })}>{t('requests.done.all')}</GoLink>
              </p>
            </>
          );
        }}
      </Loaded>
    </section>
  );
};

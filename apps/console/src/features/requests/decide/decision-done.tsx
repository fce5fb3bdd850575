import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined, RollbackOutlined } from '@ant-design/icons';
import type { GrantSummary, RequestSummary, TermsShown } from '@miji/contract';
import { Temporal } from '@miji/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../app/paths.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { EmptyNote, GoButton, GoLink, Loaded } from '../../../ui/index.ts';
import { RequestCard } from '../request-cards.tsx';
import { differenceWords } from '../terms-words.ts';
import type { Outcome } from './outcome-words.ts';
import { nextWords, outcomeOf } from './outcome-words.ts';
import type { Decided } from './use-decision.ts';

interface Props {
  readonly decided: Decided;
  /** what was asked for before it was decided */
  readonly asked: TermsShown;
  /** what the approval left behind, as soon as it is known */
  readonly grant: GrantSummary | null;
}

const ICONS: Readonly<Record<Outcome, ReactNode>> = {
  approved: <CheckCircleOutlined aria-hidden="true" />,
  agreed: <ClockCircleOutlined aria-hidden="true" />,
  refused: <CloseCircleOutlined aria-hidden="true" />,
  asked_back: <RollbackOutlined aria-hidden="true" />,
};
const GOOD: ReadonlySet<Outcome> = new Set(['approved', 'agreed']);

/** After the act: what was done, what happens next, and what waits now. */
export const DecisionDone = ({ decided, asked, grant }: Props): ReactNode => {
  const { t } = useTranslation();
  const head = useRef<HTMLHeadingElement>(null);
  // The button that had the focus is gone: a screen reader goes on here.
  useEffect(() => head.current?.focus(), []);
  const { request, verdict } = decided;
  const outcome = outcomeOf(request);
  const cuts =
    verdict.decision === 'approve' && verdict.terms !== undefined ? differenceWords(asked, request.terms, t) : [];
  return (
    <div className="stack">
      <section className="card decision-done">
        <div className={GOOD.has(outcome) ? 'good' : 'soft'} aria-hidden="true">
          {ICONS[outcome]}
        </div>
        <h1 ref={head} tabIndex={-1}>
          {t(`requests.done.${outcome}`)}
        </h1>
        {cuts.length === 0 ? null : (
          <p>{t('requests.done.shortened', { what: cuts.join(t('requests.who.separator')) })}</p>
        )}
        <p>{nextWords(request, grant, t)}</p>
        <span className="soft number">{request.number}</span>
      </section>
      <NextWaiting except={request.number} />
    </div>
  );
};

/** As many as the next one is looked for among: the one whose time is over first. */
const LOOKED_AT = 50;

const mostUrgent = (rows: readonly RequestSummary[]): RequestSummary | undefined =>
  rows.toSorted((a, b) =>
    Temporal.Instant.compare(Temporal.Instant.from(a.expiresAt), Temporal.Instant.from(b.expiresAt)),
  )[0];

const NextWaiting = ({ except }: { readonly except: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const query = useQuery(trpc.requests.list.queryOptions({ box: 'to_decide', limit: LOOKED_AT }));
  return (
    <section className="card" aria-live="polite">
      <Loaded query={query}>
        {({ entries }) => {
          const next = mostUrgent(entries.filter(({ number }) => number !== except));
          return next === undefined ? (
            <EmptyNote>
              <p>{t('requests.done.none_left')}</p>
              <GoLink href={paths.desk()}>{t('common.toDesk')}</GoLink>
            </EmptyNote>
          ) : (
            <>
              <h2>{t('requests.done.next')}</h2>
              <RequestCard request={next} />
              <div className="row decision-next">
                <GoButton type="primary" size="large" href={paths.request(next.number)}>
                  {t('requests.done.decide_next')}
                </GoButton>
                <GoLink href={paths.requests({ box: 'to_decide' })}>{t('requests.done.all')}</GoLink>
              </div>
            </>
          );
        }}
      </Loaded>
    </section>
  );
};

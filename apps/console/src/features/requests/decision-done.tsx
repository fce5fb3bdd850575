import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import type { GrantSummary, RequestSummary } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { formatMinute } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, GoLink, Loaded } from '../../ui/index.ts';
import { RequestCard } from './request-cards.tsx';

interface Props {
  readonly decided: RequestSummary;
  /** what the approval left behind, as soon as it is known */
  readonly grant: GrantSummary | null;
}

/** After the act: what was done, what happens next, and what waits now. */
export const DecisionDone = ({ decided, grant }: Props): ReactNode => {
  const { t } = useTranslation();
  const head = useRef<HTMLHeadingElement>(null);
  // The button that had the focus is gone: a screen reader goes on here.
  useEffect(() => head.current?.focus(), []);
  const approved = decided.state === 'approved';
  const people = { requester: decided.requester.name, beneficiary: decided.beneficiary.name, count: decided.copies };
  return (
    <div className="stack">
      <section className="card decision-done">
        <div className={approved ? 'good' : 'soft'} aria-hidden="true">
          {approved ? <CheckCircleOutlined aria-hidden="true" /> : <CloseCircleOutlined aria-hidden="true" />}
        </div>
        <h1 ref={head} tabIndex={-1}>
          {approved ? t('requests.done.approved') : t('requests.done.refused')}
        </h1>
        <p>
          {!approved
            ? t('requests.done.refused_next', people)
            : grant === null
              ? t('requests.done.approved_soon', people)
              : t('requests.done.approved_next', { ...people, until: formatMinute(grant.expiresAt) })}
        </p>
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

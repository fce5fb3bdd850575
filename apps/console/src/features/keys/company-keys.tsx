import type { CompanyKeysWire } from '@miji/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { ConfirmAct, EmptyNote, Loaded, Minute, RefusalNote } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';
import './keys.css';

const LOOK_AGAIN_MS = 1_500;

const isRunning = ({ rotation }: CompanyKeysWire): boolean => rotation?.state === 'running';

const Rotation = ({ rotation }: { readonly rotation: NonNullable<CompanyKeysWire['rotation']> }): ReactNode => {
  const { t } = useTranslation();
  const { state, scope, done, of, startedAt, endedAt, startedBy } = rotation;
  const percent = of === 0 ? 100 : Math.floor((done / of) * 100);
  return (
    <div>
      <Progress
        percent={percent}
        status={state === 'failed' ? 'exception' : state === 'done' ? 'success' : 'active'}
        aria-label={t(`keys.scope.${scope}`)}
      />
      <div aria-live="polite">
        {t(`keys.scope.${scope}`)} · {t(`keys.state.${state}`, { done, of })}
      </div>
      <div className="soft">
        <Minute at={startedAt} />
        {endedAt === null ? null : (
          <>
            {' – '}
            <Minute at={endedAt} />
          </>
        )}
        {startedBy === null ? null : ` · ${startedBy}`}
      </div>
    </div>
  );
};

/** The keys of the companies that one administers: which version, since when, and changing them. @see SG-03 */
export const CompanyKeys = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { companies } = useSession();
  const query = useQuery(
    trpc.keys.list.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.keys.some(isRunning) === true ? LOOK_AGAIN_MS : false),
    }),
  );
  const rotate = useMutation(
    trpc.keys.rotate.mutationOptions({ onSuccess: ({ version }) => done(t('keys.begun', { version })) }),
  );
  const nameOf = (code: string): string => companies.find((one) => one.code === code)?.name ?? code;
  return (
    <div className="stack">
      <div className="soft">{t('keys.lead')}</div>
      <RefusalNote error={rotate.error} />
      <Loaded query={query}>
        {({ keys }) => {
          const shown = keys.filter((one) => one.company === company);
          if (shown.length === 0) return <EmptyNote>{t('keys.none')}</EmptyNote>;
          return shown.map((one) => (
            <section key={one.company} className="card key-card" aria-label={nameOf(one.company)}>
              <div>
                <h2>{nameOf(one.company)}</h2>
                <div>{t('keys.version', { version: one.version })}</div>
                <div className="soft">
                  {t('keys.since')} <Minute at={one.createdAt} />
                </div>
              </div>
              {one.rotation === null ? (
                <div className="soft">{t('keys.never')}</div>
              ) : (
                <Rotation rotation={one.rotation} />
              )}
              <div>
                <ConfirmAct
                  label={t('keys.rotate')}
                  question={t('keys.rotateQuestion', { company: nameOf(one.company) })}
                  explanation={t('keys.rotateExplain')}
                  pending={rotate.isPending || isRunning(one)}
                  onConfirm={() => rotate.mutate({ company: one.company })}
                />
              </div>
            </section>
          ));
        }}
      </Loaded>
    </div>
  );
};

import type { DryRun as Run } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../../lib/format.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { ExportExcel, RefusalNote } from '../../../ui/index.ts';
import { DryRunExamples } from './dry-run-examples.tsx';
import { useEffectSheet } from './dry-run-sheet.ts';

/** How long a run usually takes; the bar nears its end and never reaches it by itself. */
const USUAL_SECONDS = 8;

const Running = (): ReactNode => {
  const { t } = useTranslation();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <output className="dry-run-running">
      <Progress percent={Math.round(95 * (1 - Math.exp(-seconds / USUAL_SECONDS)))} showInfo={false} status="active" />
      <span className="soft">{t('rules.effects.running', { seconds })}</span>
    </output>
  );
};

/** The whole effect in one line, the numbers first. */
export const useEffectLine = (): ((run: Run) => string) => {
  const { t } = useTranslation();
  return ({ losses, gains, recalled, rerouted, relevelled }) =>
    [
      losses.count === 0
        ? t('rules.effects.no_loss')
        : t('rules.effects.loss', { persons: losses.persons, count: losses.count }),
      gains.count === 0
        ? t('rules.effects.no_gain')
        : t('rules.effects.gain', { persons: gains.persons, count: gains.count }),
      t('rules.effects.recalled', { count: recalled.count }),
      t('rules.effects.rerouted', { count: rerouted.count }),
      t('rules.effects.relevelled', { count: relevelled.count }),
    ].join(t('rules.effects.separator'));
};

const Effect = ({ run }: { readonly run: Run }): ReactNode => {
  const { t } = useTranslation();
  const line = useEffectLine();
  const sheet = useEffectSheet();
  return (
    <div className="stack">
      <p className="dry-run-line" aria-live="polite">
        {line(run)}
      </p>
      <p className="soft">
        {t('rules.effects.looked', {
          ...run.looked,
          version: run.version,
          at: formatMinute(run.at),
          companies: run.companies.map(({ name }) => name).join('、'),
        })}
      </p>
      {run.gains.count > 0 ? <Alert type="warning" showIcon title={t('rules.effects.gain_warning')} /> : null}
      <DryRunExamples run={run} />
      <div className="row">
        <ExportExcel rows={run.rows} columns={sheet} fileName={t('rules.effects.file', { draft: run.draft })} />
        {run.truncated ? (
          <span className="soft">{t('rules.effects.truncated', { count: run.rows.length })}</span>
        ) : null}
      </div>
    </div>
  );
};

interface Props {
  readonly draft: string;
  readonly revision: number;
  /** what has to be kept first, so that the run is of what stands on the page */
  readonly before?: () => Promise<boolean>;
  /** whether it runs by itself, for whoever has to decide */
  readonly auto?: boolean;
}

/** What a draft would do to the live data, were it in force now. */
export const DryRun = ({ draft, revision, before, auto = false }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [ranFor, setRanFor] = useState<number | null>(auto ? revision : null);
  const query = useQuery({
    ...trpc.rules.dryRun.queryOptions({ draft, rows: true }),
    enabled: auto,
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const run = async (): Promise<void> => {
    if (before !== undefined && !(await before())) return;
    const { isSuccess } = await query.refetch();
    if (isSuccess) setRanFor(null);
  };
  // The run saves first, which raises the revision: what was run is known once it is back.
  if (query.data !== undefined && ranFor === null && !query.isFetching) setRanFor(revision);
  const isOld = query.data !== undefined && !query.isFetching && ranFor !== null && ranFor !== revision;
  return (
    <div className="stack">
      <p className="soft">{t('rules.effects.explain')}</p>
      {query.isFetching ? (
        <Running />
      ) : (
        <div className="row">
          <Button type={query.data === undefined ? 'primary' : 'default'} onClick={() => void run()}>
            {t(query.data === undefined ? 'rules.effects.run' : 'rules.effects.again')}
          </Button>
          {isOld ? <span className="bad">{t('rules.effects.old')}</span> : null}
        </div>
      )}
      <RefusalNote error={query.error} />
      {query.data === undefined || query.isFetching ? null : <Effect run={query.data} />}
    </div>
  );
};

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { figuresSearch, paths } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { refusalOf } from '../../lib/refusal.ts';
import { useNow, useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { GoButton, Loaded, PageHead } from '../../ui/index.ts';
import { Figures } from './figures.tsx';
import { NotEntitledNote } from './not-entitled-note.tsx';
import type { PeriodDays } from './period.ts';
import { lastDays, PERIODS } from './period.ts';
import { firstRegister, registersOf, watchesAll } from './register-offices.ts';

type Search = NonNullable<Parameters<typeof paths.requestFigures>[0]>;

/** Figures about approvals, for one company or all, over some time. */
export const FiguresPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const now = useNow();
  const session = useSession();
  const search = useSearchParams(figuresSearch);
  const registers = registersOf(session);
  const first = firstRegister(session);
  const company = search.company ?? first;
  const usual = lastDays(PERIODS[1], now);
  const from = search.from ?? usual.from;
  const to = search.to ?? usual.to;
  const query = useQuery({
    ...trpc.register.figures.queryOptions({ company, from, to }),
    placeholderData: keepPreviousData,
  });
  const change = (changes: Search): void => go(paths.requestFigures({ ...search, ...changes }), { replace: true });
  const chosen = PERIODS.find((days) => {
    const span = lastDays(days, now);
    return span.from === from && span.to === to;
  });
  return (
    <div className="page">
      <PageHead
        title={t('register.figures.title')}
        lead={t('register.figures.lead')}
        extra={
          <GoButton href={paths.register({ company: search.company })}>{t('register.figures.register_link')}</GoButton>
        }
      />
      {refusalOf(query.error)?.code === 'NOT_ENTITLED' ? (
        <NotEntitledNote />
      ) : (
        <div className="stack">
          <search className="row register-filters" aria-label={t('register.figures.period')}>
            {registers.length > 1 ? (
              <Select
                aria-label={t('register.figures.company')}
                popupMatchSelectWidth={false}
                value={company}
                options={[
                  ...(watchesAll(session) ? [{ value: 'all', label: t('register.filter.all_companies') }] : []),
                  ...registers.map(({ code, name }) => ({ value: code, label: name })),
                ]}
                onChange={(code: string) => change({ company: code === first ? undefined : code })}
              />
            ) : null}
            <Segmented<PeriodDays | 0>
              aria-label={t('register.figures.period')}
              value={chosen ?? 0}
              options={PERIODS.map((days) => ({ value: days, label: t(`register.figures.periods.d${days}`) }))}
              onChange={(days) => change(lastDays(days, now))}
            />
            <label className="register-day">
              <span className="soft">{t('register.figures.from')}</span>
              <Input
                type="date"
                value={from}
                max={to}
                onChange={({ target }) => change({ from: target.value === '' ? undefined : target.value })}
              />
            </label>
            <label className="register-day">
              <span className="soft">{t('register.figures.to')}</span>
              <Input
                type="date"
                value={to}
                min={from}
                onChange={({ target }) => change({ to: target.value === '' ? undefined : target.value })}
              />
            </label>
          </search>
          <Loaded query={query}>{(figures) => <Figures figures={figures} full />}</Loaded>
        </div>
      )}
    </div>
  );
};

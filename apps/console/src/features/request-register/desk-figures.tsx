import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useNow, useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { GoLink, Loaded } from '../../ui/index.ts';
import { Figures } from './figures.tsx';
import { lastDays, PERIODS } from './period.ts';
import { firstRegister, registersOf } from './register-offices.ts';

/** How long it stays as it is: each look is traced, and figures of a month change slowly. */
const FRESH_MS = 5 * 60_000;

/** Figures about approvals on the desk of whoever answers for a register; nothing for anybody else. */
export const DeskFigures = (): ReactNode => (registersOf(useSession()).length === 0 ? null : <OwnFigures />);

const OwnFigures = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const now = useNow();
  const company = firstRegister(useSession());
  const query = useQuery({
    ...trpc.register.figures.queryOptions({ company, ...lastDays(PERIODS[0], now) }),
    staleTime: FRESH_MS,
  });
  return (
    <section className="desk-figures" aria-labelledby="desk-figures">
      <header className="row">
        <h2 id="desk-figures" className="grow">
          {t('register.figures.title')} <span className="soft">{t('register.figures.periods.d30')}</span>
        </h2>
        <GoLink href={paths.requestFigures()}>{t('register.figures.more')}</GoLink>
      </header>
      <Loaded query={query}>{(figures) => <Figures figures={figures} full={false} />}</Loaded>
    </section>
  );
};

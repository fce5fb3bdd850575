import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../lib/session.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { GoLink } from '../ui/link.tsx';
import { registerOf, registersFor, watchesRegister } from './registers.ts';
import './registers-bar.css';

const STORES_STAY_MS = 300_000;

/** From one register to the next. Nothing on the pages that are none. */
export const RegistersBar = ({ pathname }: { readonly pathname: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const watches = watchesRegister(useSession());
  const here = registerOf(pathname);
  // Keepers are appointed by name: no post tells of them.
  const stores = useQuery({
    ...trpc.stores.list.queryOptions({}),
    enabled: here !== undefined && !watches,
    staleTime: STORES_STAY_MS,
  });
  if (here === undefined) return null;
  const keeps = watches || (stores.data?.stores.some(({ yours }) => yours) ?? false);
  return (
    <nav className="registers-bar" aria-label={t('custody.nav')}>
      {registersFor(keeps).map(({ register, href }) => (
        <GoLink key={register} href={href} current={register === here}>
          {t(`custody.registers.${register}`)}
        </GoLink>
      ))}
    </nav>
  );
};

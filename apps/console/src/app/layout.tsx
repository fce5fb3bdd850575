import { Outlet, useRouterState } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useGo } from '../lib/location.ts';
import { isSignedOut } from '../lib/refusal.ts';
import { SessionProvider } from '../lib/session.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Banners } from './banners.tsx';
import { Header } from './header.tsx';
import { DESTINATIONS, isWithin } from './navigation.ts';
import { usePagesAtHand } from './pages-at-hand.ts';
import { paths } from './paths.ts';
import { Rail } from './rail.tsx';
import { RegistersBar } from './registers-bar.tsx';
import { SessionEnd } from './session-end.tsx';
import { Shortcuts } from './shortcuts.tsx';

const MANUAL_CLOCK_LOOK = 15_000;

const Waiting = (): ReactNode => (
  <div className="page">
    <Skeleton active paragraph={{ rows: 8 }} />
  </div>
);

const ToSignIn = ({ from }: { readonly from: string }): ReactNode => {
  const go = useGo();
  // Where one was first: while the way to the sign-in page is under way, the address is the sign-in page's own.
  const [next] = useState(from);
  useEffect(() => go(paths.signIn(next === paths.desk() ? {} : { next }), { replace: true }), [go, next]);
  return <Waiting />;
};

/** The tab says where one is, never what one looks at. */
const useTitle = (pathname: string): void => {
  const { t } = useTranslation();
  const noun = DESTINATIONS.find((destination) => isWithin(pathname, destination))?.noun;
  useEffect(() => {
    document.title = noun === undefined ? t('common.brand') : `${t(`session.nav.${noun}`)} · ${t('common.brand')}`;
  }, [noun, t]);
};

/** Moves the focus to the new page's content, so that a screen reader and the keyboard start there. */
const useFocusOnPage = (pathname: string) => {
  const main = useRef<HTMLElement>(null);
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
};

/** The frame of every page behind the sign-in page, and the gate before it. */
export const AppLayout = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { pathname, href } = useRouterState({
    select: ({ location }) => ({ pathname: location.pathname, href: location.href }),
  });
  const query = useQuery({
    ...trpc.session.get.queryOptions(),
    gcTime: Number.POSITIVE_INFINITY,
    // A clock that is set by hand moves by jumps; the real one needs no asking.
    refetchInterval: ({ state }) => (state.data?.clock.mode === 'manual' ? MANUAL_CLOCK_LOOK : false),
  });
  const main = useFocusOnPage(pathname);
  useTitle(pathname);
  usePagesAtHand();
  if (query.data === undefined && isSignedOut(query.error)) {
    return <ToSignIn from={href} />;
  }
  return (
    <Loaded query={query} skeleton={<Waiting />}>
      {(session) => (
        <SessionProvider value={session}>
          <a className="skip-link" href="#content">
            {t('common.skip')}
          </a>
          <div className="frame">
            <Header />
            <Rail pathname={pathname} />
            <main id="content" ref={main} tabIndex={-1}>
              <Banners />
              <RegistersBar pathname={pathname} />
              <Outlet />
            </main>
          </div>
          <Shortcuts />
          <SessionEnd />
        </SessionProvider>
      )}
    </Loaded>
  );
};

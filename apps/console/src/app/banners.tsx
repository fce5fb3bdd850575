import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../lib/format.ts';
import { useSession } from '../lib/session.tsx';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** What concerns every page: that the network is gone, and that the time is not the real one. */
export const Banners = (): ReactNode => {
  const { t } = useTranslation();
  const { clock } = useSession();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <>
      <div aria-live="assertive">
        {online ? null : <div className="banner banner-offline">{t('common.offline')}</div>}
      </div>
      {clock.mode === 'manual' ? (
        <div className="banner banner-clock">{t('common.clockBanner', { time: formatMinute(clock.now) })}</div>
      ) : null}
    </>
  );
};

import { MenuOutlined } from '@ant-design/icons';
import { Drawer } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../lib/session.tsx';
import { GoLink } from '../ui/link.tsx';
import type { Destination } from './navigation.ts';
import { destinations, isWithin } from './navigation.ts';

/** As many as a thumb can tell apart; the rest stands behind "more". */
const IN_BAR = 4;

/** The main navigation: a rail on the left, a bar at the bottom of a phone. */
export const Rail = ({ pathname }: { readonly pathname: string }): ReactNode => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const all = destinations(useSession());
  const link = (destination: Destination): ReactNode => (
    <GoLink
      key={destination.noun}
      href={destination.href}
      current={isWithin(pathname, destination)}
      onGo={() => setOpen(false)}
    >
      <destination.Icon aria-hidden="true" />
      <span>{t(`session.nav.${destination.noun}`)}</span>
    </GoLink>
  );
  return (
    <>
      <nav className="rail" aria-label={t('session.nav.label')}>
        {all.map(link)}
      </nav>
      <nav className="bottom-bar" aria-label={t('session.nav.label')}>
        {all.slice(0, IN_BAR).map(link)}
        <button type="button" aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(true)}>
          <MenuOutlined aria-hidden="true" />
          <span>{t('session.nav.more')}</span>
        </button>
      </nav>
      <Drawer open={open} placement="bottom" title={t('session.nav.more')} onClose={() => setOpen(false)} size={260}>
        <div className="rail-sheet">{all.slice(IN_BAR).map(link)}</div>
      </Drawer>
    </>
  );
};

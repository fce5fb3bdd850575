import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { destinations } from '../../app/navigation.ts';
import { paths } from '../../app/paths.ts';
import { useGo } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { useSettled } from '../../lib/use-settled.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { RefusalNote } from '../../ui/index.ts';
import { FindOffer } from './find-offer.tsx';
import type { Offer } from './find-offer.tsx';
import './find.css';

const PAUSE_MS = 250;
const MOST = 20;
const LIST = 'find-offers';

const offerId = (index: number): string => `${LIST}-${index}`;

/** What is typed finds: the pages that are called so, and the items that one may know, by number, title or the words of a text. */
const useOffers = (words: string) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const session = useSession();
  const settled = useSettled(words, PAUSE_MS);
  const query = useQuery(
    trpc.items.search.queryOptions(
      { words: settled, limit: MOST },
      // Nothing of what somebody searched for stays behind.
      { enabled: settled !== '', gcTime: 0, staleTime: 0 },
    ),
  );
  const plain = words.toLowerCase();
  const pages = destinations(session).flatMap(({ noun, href, Icon }): Offer[] => {
    const label = t(`session.nav.${noun}`);
    return plain !== '' && label.toLowerCase().includes(plain) ? [{ kind: 'page', href, label, Icon }] : [];
  });
  const hits = settled === '' ? [] : (query.data?.entries ?? []);
  const items = hits.map((hit): Offer => ({ kind: 'item', href: paths.item(hit.item.number), hit }));
  return {
    offers: [...pages, ...items],
    more: settled !== '' && query.data?.next !== null && query.data !== undefined,
    isSearching: words !== '' && (settled !== words || query.isFetching),
    error: settled === '' ? null : query.error,
  } as const;
};

interface Props {
  readonly onClose: () => void;
}

const Palette = ({ onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const words = typed.trim();
  const { offers, more, isSearching, error } = useOffers(words);
  const current = Math.min(at, Math.max(0, offers.length - 1));
  const take = (offer: Offer | undefined): void => {
    if (offer === undefined) return;
    onClose();
    go(offer.href);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && offers.length > 0) {
      event.preventDefault();
      setAt((current + step + offers.length) % offers.length);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      take(offers[current]);
    }
  };
  const said = isSearching
    ? t('find.searching')
    : words === ''
      ? t('find.hint')
      : offers.length === 0 && error === null
        ? t('find.nothing')
        : '';
  return (
    <>
      <Input
        size="large"
        variant="borderless"
        type="search"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- what it offers is more than a list of words
        role="combobox"
        aria-label={t('find.label')}
        aria-expanded={offers.length > 0}
        aria-controls={LIST}
        aria-autocomplete="list"
        aria-activedescendant={offers.length === 0 ? undefined : offerId(current)}
        placeholder={t('find.label')}
        prefix={<SearchOutlined aria-hidden="true" />}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="find-said" aria-live="polite">
        {said}
      </div>
      <RefusalNote error={error} />
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above */}
      <div role="listbox" id={LIST} aria-label={t('find.found')} className="find-offers">
        {offers.map((offer, index) => (
          <FindOffer
            key={offer.href}
            id={offerId(index)}
            offer={offer}
            selected={index === current}
            onPoint={() => setAt(index)}
            onTake={() => take(offer)}
          />
        ))}
      </div>
      {more ? <div className="find-said">{t('find.more', { count: MOST })}</div> : null}
    </>
  );
};

/** Finds anything that one may know, from wherever one is. */
export const FindPalette = ({ open, onClose }: Props & { readonly open: boolean }): ReactNode => {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  return (
    <Modal
      open={open}
      title={<span className="visually-hidden">{t('find.label')}</span>}
      footer={null}
      closable={false}
      width={640}
      className="find-palette"
      destroyOnHidden
      afterOpenChange={(isOpen) => {
        if (isOpen) box.current?.querySelector('input')?.focus();
      }}
      onCancel={onClose}
    >
      <div ref={box}>
        <Palette onClose={onClose} />
      </div>
    </Modal>
  );
};

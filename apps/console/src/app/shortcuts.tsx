import { Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useGo } from '../lib/location.ts';
import { FindPalette } from '../features/find/find-palette.tsx';
import { closeFind, openFind, useFindOpen } from '../features/find/find-open.ts';
import { paths } from './paths.ts';

/** How long the second key of a pair may take. */
const PAIR_MS = 1_200;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const KEYS = [
  ['/', 'search'],
  ['g d', 'desk'],
  ['g i', 'items'],
  ['g r', 'requests'],
  ['?', 'sheet'],
  ['Esc', 'close'],
] as const;

/** The keyboard: `/` and Ctrl-K find, `g` and a letter goes, `?` explains. */
export const Shortcuts = (): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  const [open, setOpen] = useState(false);
  const goPressedAt = useRef(Number.NEGATIVE_INFINITY);
  const finding = useFindOpen();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { key } = event;
      const command = (event.ctrlKey || event.metaKey) && key.toLowerCase() === 'k';
      if (command) {
        event.preventDefault();
        openFind();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const afterGo = event.timeStamp - goPressedAt.current < PAIR_MS;
      goPressedAt.current = key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (key === '/') {
        event.preventDefault();
        openFind();
      } else if (key === '?') setOpen(true);
      else if (afterGo && key === 'd') go(paths.desk());
      else if (afterGo && key === 'i') go(paths.items());
      else if (afterGo && key === 'r') go(paths.requests());
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [go]);
  return (
    <>
      <FindPalette open={finding} onClose={closeFind} />
      <Modal open={open} title={t('common.keys.title')} footer={null} onCancel={() => setOpen(false)} width={420}>
        <dl className="keys">
          {KEYS.map(([keys, what]) => (
            <div key={keys}>
              <dt>
                {keys.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{t(`common.keys.${what}`)}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    </>
  );
};

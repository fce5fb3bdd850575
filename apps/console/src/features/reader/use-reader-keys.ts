import { useEffect, useEffectEvent } from 'react';
import { nextZoom } from './zoom.ts';

interface Keys {
  readonly page: number;
  readonly pages: number;
  readonly zoom: number;
  readonly onGo: (page: number) => void;
  readonly onZoom: (zoom: number) => void;
  readonly onChoose: () => void;
}

const isBusy = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role="dialog"], [role="radiogroup"]') !== null);

/** The keyboard of the reader: arrows and the page keys turn, plus and minus enlarge, `x` chooses the page for an excerpt. */
export const useReaderKeys = ({ page, pages, zoom, onGo, onZoom, onChoose }: Keys): void => {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
    const turn = (wanted: number): void => {
      event.preventDefault();
      onGo(Math.min(pages, Math.max(1, wanted)));
    };
    switch (event.key) {
      case 'ArrowRight':
      case 'PageDown':
        return turn(page + 1);
      case 'ArrowLeft':
      case 'PageUp':
        return turn(page - 1);
      case 'Home':
        return turn(1);
      case 'End':
        return turn(pages);
      case '+':
      case '=':
        return onZoom(nextZoom(zoom, 1));
      case '-':
        return onZoom(nextZoom(zoom, -1));
      case '0':
        return onZoom(1);
      case 'x':
        return onChoose();
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
};

import { Drawer } from 'antd';
import { useRef } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly open: boolean;
  readonly title: ReactNode;
  readonly onClose: () => void;
  /** whether closing brings the focus back to where it was; not where another sheet follows, which has it then */
  readonly returnsFocus?: boolean;
  readonly children: ReactNode;
}

/** Marks what has the focus once a sheet has risen: `<input {...FOCUSED_FIRST} />`. */
export const FOCUSED_FIRST = { 'data-focused-first': true } as const;

/** A sheet that rises from the bottom of the screen, as high as what it holds. */
export const BottomSheet = ({ open, title, onClose, returnsFocus = true, children }: Props): ReactNode => {
  const body = useRef<HTMLDivElement>(null);
  return (
    <Drawer
      open={open}
      title={title}
      onClose={onClose}
      // While it rises the sheet itself takes the focus, also from what had it already.
      afterOpenChange={(isOpen) => {
        if (isOpen) body.current?.querySelector<HTMLElement>('[data-focused-first]')?.focus();
      }}
      focusable={{ focusTriggerAfterClose: returnsFocus }}
      placement="bottom"
      size="auto"
      className="bottom-sheet"
      styles={{ body: { paddingBottom: 'max(20px, env(safe-area-inset-bottom))' } }}
    >
      <div ref={body} className="bottom-sheet-body">
        {children}
      </div>
    </Drawer>
  );
};

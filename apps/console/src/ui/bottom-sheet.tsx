import { Drawer } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  readonly open: boolean;
  readonly title: ReactNode;
  readonly onClose: () => void;
  /** whether closing brings the focus back to where it was; not where another sheet follows, which has it then */
  readonly returnsFocus?: boolean;
  readonly children: ReactNode;
}

/** A sheet that rises from the bottom of the screen, as high as what it holds. */
export const BottomSheet = ({ open, title, onClose, returnsFocus = true, children }: Props): ReactNode => (
  <Drawer
    open={open}
    title={title}
    onClose={onClose}
    focusable={{ focusTriggerAfterClose: returnsFocus }}
    placement="bottom"
    size="auto"
    className="bottom-sheet"
    styles={{ body: { paddingBottom: 'max(20px, env(safe-area-inset-bottom))' } }}
  >
    <div className="bottom-sheet-body">{children}</div>
  </Drawer>
);

import { Drawer } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  readonly open: boolean;
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A sheet that rises from the bottom of the screen, as high as what it holds. */
export const BottomSheet = ({ open, title, onClose, children }: Props): ReactNode => (
  <Drawer
    open={open}
    title={title}
    onClose={onClose}
    placement="bottom"
    size="auto"
    className="bottom-sheet"
    styles={{ body: { paddingBottom: 'max(20px, env(safe-area-inset-bottom))' } }}
  >
    <div className="bottom-sheet-body">{children}</div>
  </Drawer>
);

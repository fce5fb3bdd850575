import type { CopyDetail } from '@miji/contract';

/** What every dialog about a copy is given. */
export interface CopyActProps {
  readonly copy: CopyDetail;
  readonly open: boolean;
  readonly onClose: () => void;
}

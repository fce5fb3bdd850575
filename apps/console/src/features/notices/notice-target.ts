import type { NoticeWire } from '@miji/contract';
import { paths } from '../../app/paths.ts';

/** Where a notice leads; null where there is nothing to be seen. */
export const noticeTarget = ({ kind, request }: Pick<NoticeWire, 'kind' | 'request'>): string | null => {
  switch (kind) {
    case 'delegated_to_you':
    case 'delegation_revoked':
      return paths.delegations();
    case 'second_factor_changed':
      return paths.account();
    case 'undelivered':
      return paths.system({ tab: 'dead_letters' });
    default:
      return request === null ? null : paths.request(request);
  }
};

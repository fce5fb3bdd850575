import type { NoticeWire } from '@miji/contract';
import { copyId, handoverNumber, incidentNumber, loanNumber, stocktakingNumber } from '@miji/contract';
import { paths } from '../../app/paths.ts';

/** Each kind of number that a notice may be about, and the page that it leads to. */
const PAGES = [
  { of: copyId, page: paths.copy },
  { of: loanNumber, page: paths.loan },
  { of: handoverNumber, page: (number: string) => paths.handovers({ number }) },
  { of: stocktakingNumber, page: paths.stocktaking },
  { of: incidentNumber, page: () => paths.incidents() },
] as const;

const pageOfSubject = (subject: string | null): string | null => {
  const known = PAGES.find(({ of }) => of.safeParse(subject).success);
  return known === undefined || subject === null ? null : known.page(subject);
};

/** Where a notice leads; null where there is nothing to be seen. */
export const noticeTarget = ({
  kind,
  request,
  subject,
}: Pick<NoticeWire, 'kind' | 'request' | 'subject'>): string | null => {
  switch (kind) {
    case 'delegated_to_you':
    case 'delegation_revoked':
      return paths.delegations();
    case 'second_factor_changed':
      return paths.account();
    case 'undelivered':
      return paths.system({ tab: 'dead_letters' });
    case 'tidings':
      return paths.tidings();
    case 'incident_drafted':
      return paths.incidents();
    case 'keeper_appointed':
      return paths.stores();
    case 'collection_ordered':
      return paths.organisation();
    default:
      return request === null ? pageOfSubject(subject) : paths.request(request);
  }
};

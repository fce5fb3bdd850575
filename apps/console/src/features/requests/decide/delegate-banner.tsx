import type { RequestDetail } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../lib/session.tsx';
import { useTRPC } from '../../../lib/trpc.ts';
import { lastDayOf } from '../../../ui/day-field.tsx';
import { lentTo } from '../route-words.ts';

/** Before he decides, a delegate sees in whose name it will stand, under which number, and until when. */
export const DelegateBanner = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { person } = useSession();
  const lent = lentTo(request.route, person.id);
  return lent === null ? null : <InTheName {...lent} />;
};

const InTheName = ({
  principal,
  delegation,
}: {
  readonly principal: string;
  readonly delegation: string;
}): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.delegations.list.queryOptions({ view: 'received', limit: 100 }));
  const to = data?.entries.find(({ number }) => number === delegation)?.to;
  const words = { principal, delegation };
  const effect =
    delegation === ''
      ? t('requests.decide.in_name_acting', words)
      : to === undefined
        ? t('requests.decide.in_name_effect', words)
        : t('requests.decide.in_name_until', { ...words, until: lastDayOf(to) });
  return (
    <Alert
      type="info"
      showIcon
      className="delegate-banner"
      title={t('requests.decide.in_name', { principal })}
      description={effect}
    />
  );
};

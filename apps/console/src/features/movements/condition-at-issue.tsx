import type { MovementWire } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';

/** In what condition a copy was lent, for whoever looks whether it comes back unaltered, unmarked and unfolded. @see AR-34 */
export const ConditionAtIssue = ({ copy }: Pick<MovementWire, 'copy'>): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.copies.get.queryOptions({ id: copy }));
  const lent = data?.movements.findLast(({ act, outcome }) => act === 'lend' && outcome === 'confirmed');
  if (lent === undefined) return null;
  const words = lent.given.condition;
  return <p className="soft">{words === null ? t('movements.at_issue_unsaid') : t('movements.at_issue', { words })}</p>;
};

import type { CopySummary, MovementWire, TidingsWire } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';

const FEW = 5;

/** What copies ask of somebody: to be counted, to be known as changed, to be given back. */
export interface CopyDesk {
  readonly toConfirm: readonly MovementWire[];
  readonly tidings: readonly TidingsWire[];
  readonly dueBack: readonly CopySummary[];
}

const isDueFirst = (one: CopySummary, other: CopySummary): number =>
  (one.dueAt ?? '9').localeCompare(other.dueAt ?? '9');

/** The same, asked for beside the rest of the desk: where one of the answers is missing, the others stand. */
export const useCopyDesk = (): CopyDesk => {
  const trpc = useTRPC();
  const { person } = useSession();
  const out = { holderId: person.id, limit: FEW } as const;
  const toConfirm = useQuery(trpc.movements.list.queryOptions({ box: 'to_confirm', limit: FEW }));
  const tidings = useQuery(trpc.tidings.list.queryOptions({ unconfirmedOnly: true, limit: FEW }));
  const lent = useQuery(trpc.copies.list.queryOptions({ ...out, state: 'lent' }));
  const carried = useQuery(trpc.copies.list.queryOptions({ ...out, state: 'carried_out' }));
  return {
    toConfirm: toConfirm.data?.entries ?? [],
    tidings: tidings.data?.entries ?? [],
    dueBack: [...(lent.data?.entries ?? []), ...(carried.data?.entries ?? [])].toSorted(isDueFirst),
  };
};

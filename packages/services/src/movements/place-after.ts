import type { CopyPlace } from '@miji/db';
import type { HeldMovement } from './movement-desk.ts';

/** Where a copy is once a movement is confirmed. */
export const placeAfter = ({ movement, copy }: HeldMovement, taker: string): CopyPlace => {
  const { act, to_state: state, to_store_id, to_person_id } = movement;
  switch (act) {
    case 'issue':
    case 'replace_page':
      return { state: copy.state };
    case 'lend':
      return { state, holder_id: taker, store_id: null };
    case 'bring_back':
      return { state, holder_id: to_person_id ?? taker, store_id: to_store_id, due_at: null };
    case 'destroy':
      return { state, store_id: null };
    default:
      return { state, holder_id: taker, store_id: to_store_id, due_at: null };
  }
};

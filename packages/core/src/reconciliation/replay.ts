import type { CopyState } from '../copy-register.ts';
import type { CopyEntry, Discrepancy, MovementEntry } from './snapshot.ts';

/** Where a copy is by what happened to it. */
export interface Place {
  readonly state: CopyState;
  readonly holderId: string;
  readonly storeId: string | null;
}

/** What happened to a copy, as its movements say it: where it is by them, and where they do not follow from each other. */
export interface Replay {
  readonly place: Place | null;
  readonly found: readonly Discrepancy[];
}

/** Places a copy where its movements lead, from its being made to what is under way. */
export const replay = (copy: CopyEntry, movements: readonly MovementEntry[]): Replay => {
  const found: Discrepancy[] = [];
  const say = (kind: Discrepancy['kind'], says: string): void => {
    found.push({ kind, where: copy.label, says });
  };
  // One at a time: what was under way ended before the next began, or is under way still.
  const steps = movements.toSorted(
    (one, other) => Number(one.endedAt === null) - Number(other.endedAt === null) || one.position - other.position,
  );
  const [issue] = steps;
  const made = movements.filter(({ act }) => act === 'issue').length;
  if (issue?.act !== 'issue' || made !== 1) {
    say('no_issue', `begins with ${issue?.act ?? 'nothing'}, and was made ${made} times`);
    return { place: null, found };
  }
  const open = movements.filter(({ outcome }) => outcome === 'pending').length;
  if (open > 1) say('open_twice', `${open} movements are open`);
  let place: Place = { state: issue.toState, holderId: issue.toPersonId ?? '', storeId: issue.toStoreId };
  for (const step of steps.slice(1)) {
    // What has become part of another copy goes where that goes.
    const isFollowing = copy.boundTo !== null && step.act !== 'bind';
    if (!isFollowing && (step.fromState !== place.state || step.fromStoreId !== place.storeId)) {
      say('chain', `${step.act} begins at ${step.fromState}, and it was ${place.state}`);
    }
    place = after(place, step);
  }
  return { place, found };
};

const after = (before: Place, step: MovementEntry): Place => {
  const { act, outcome, toState, toPersonId, toStoreId, takenBy } = step;
  if (outcome === 'declined' || outcome === 'withdrawn') {
    // What had left already came back to whom it came from; the rest had never moved.
    const hadLeft = act === 'lend' || act === 'send';
    return hadLeft ? { ...before, state: step.fromState, holderId: step.fromPersonId ?? before.holderId } : before;
  }
  if (outcome === 'pending') {
    if (act === 'lend') return { state: toState, holderId: toPersonId ?? before.holderId, storeId: null };
    return act === 'send' ? { ...before, state: 'in_transit' } : before;
  }
  switch (act) {
    case 'bind':
    case 'replace_page':
      return before;
    case 'carry_out':
      return { ...before, state: toState, holderId: toPersonId ?? before.holderId };
    case 'lose':
    case 'destroy':
      return { ...before, state: toState, storeId: null };
    case 'lend':
      return { state: toState, holderId: toPersonId ?? before.holderId, storeId: null };
    case 'bring_back':
      return { state: toState, holderId: toPersonId ?? takenBy ?? before.holderId, storeId: toStoreId };
    default:
      return { state: toState, holderId: takenBy ?? toPersonId ?? before.holderId, storeId: toStoreId };
  }
};

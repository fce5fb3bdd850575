import { describe, expectTypeOf, it } from 'vitest';
import type { NextState, RequestAct, RequestState } from '../src/index.ts';
import { advance } from '../src/index.ts';

describe('a legal act compiles and leads to exactly one state', () => {
  it('on a pending request', () => {
    expectTypeOf(advance('pending', 'approve')).toEqualTypeOf<'approved'>();
    expectTypeOf<NextState<'pending', 'refuse'>>().toEqualTypeOf<'refused'>();
    expectTypeOf<NextState<'pending', 'withdraw'>>().toEqualTypeOf<'withdrawn'>();
    expectTypeOf<NextState<'pending', 'expire'>>().toEqualTypeOf<'expired'>();
    expectTypeOf(advance('pending', 'ask_back')).toEqualTypeOf<'returned'>();
    expectTypeOf(advance('pending', 'overtake')).toEqualTypeOf<'void'>();
  });

  it('on one that was asked back', () => {
    expectTypeOf(advance('returned', 'resubmit')).toEqualTypeOf<'pending'>();
    expectTypeOf<NextState<'returned', 'withdraw'>>().toEqualTypeOf<'withdrawn'>();
    expectTypeOf<NextState<'returned', 'expire'>>().toEqualTypeOf<'expired'>();
    expectTypeOf<NextState<'returned', 'overtake'>>().toEqualTypeOf<'void'>();
  });
});

describe('an illegal act does not compile', () => {
  it('on a pending request', () => {
    // @ts-expect-error nothing was asked back, so there is nothing to answer
    expectTypeOf(advance('pending', 'resubmit')).toBeString();
  });

  it('on a request that waits for the requester', () => {
    // @ts-expect-error it is not decided before he has answered
    expectTypeOf(advance('returned', 'approve')).toBeString();
    // @ts-expect-error nor refused
    expectTypeOf(advance('returned', 'refuse')).toBeString();
    // @ts-expect-error one question at a time
    expectTypeOf(advance('returned', 'ask_back')).toBeString();
  });

  it('on an approved request', () => {
    // @ts-expect-error an approved request is not approved again
    expectTypeOf(advance('approved', 'approve')).toBeString();
    // @ts-expect-error an approved request cannot be taken back by whoever made it
    expectTypeOf(advance('approved', 'withdraw')).toBeString();
  });

  it('on a refused request', () => {
    // @ts-expect-error a refusal is not turned into an approval: ask again
    expectTypeOf(advance('refused', 'approve')).toBeString();
    // @ts-expect-error what has ended does not expire
    expectTypeOf(advance('refused', 'expire')).toBeString();
  });

  it('on a request that was withdrawn, has expired, or is void', () => {
    // @ts-expect-error what was withdrawn is not decided
    expectTypeOf(advance('withdrawn', 'approve')).toBeString();
    // @ts-expect-error what has expired is not decided
    expectTypeOf(advance('expired', 'approve')).toBeString();
    // @ts-expect-error what is void is not decided
    expectTypeOf(advance('void', 'approve')).toBeString();
    // @ts-expect-error what is void is not asked again under its number
    expectTypeOf(advance('void', 'resubmit')).toBeString();
  });

  it('where there is no such act or state', () => {
    // @ts-expect-error there is no such act
    expectTypeOf(advance('pending', 'reopen')).toBeString();
    // @ts-expect-error there is no such state
    expectTypeOf(advance('draft', 'approve')).toBeString();
  });

  it('where the state is only known at run time: `tryAdvance` is for that', () => {
    const atRunTime = (state: RequestState, act: RequestAct) =>
      // @ts-expect-error not every state has an act
      advance(state, act);
    expectTypeOf(atRunTime).toBeFunction();
  });

  it('where another state is expected of it', () => {
    // @ts-expect-error an approval does not lead to a refusal
    const refused: 'refused' = advance('pending', 'approve');
    expectTypeOf(refused).toBeString();
  });
});

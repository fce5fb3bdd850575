import { describe, expectTypeOf, it } from 'vitest';
import type { Actor, AllowedCode, Decision, ItemFacts, Law, RangeMember, RefusalCode, Temporal } from '../src/index.ts';
import { compareLevels, decide, moveCopy } from '../src/index.ts';

declare const law: Law;
declare const item: ItemFacts;
declare const actor: Actor;
declare const at: Temporal.Instant;

describe('a question to the law', () => {
  it('is complete with the law, operation, item, actor and time', () => {
    expectTypeOf(decide({ law, operation: 'view', item, actor, at })).toEqualTypeOf<Decision>();
  });

  it('does not compile without a time, which is given and never looked up', () => {
    // @ts-expect-error no time
    expectTypeOf(decide({ law, operation: 'view', item, actor })).toEqualTypeOf<Decision>();
    // @ts-expect-error a Date knows neither zone nor calendar
    expectTypeOf(decide({ law, operation: 'view', item, actor, at: new Date() })).toEqualTypeOf<Decision>();
  });

  it('does not compile without the law that binds the owner: rules are data, and none is assumed', () => {
    // @ts-expect-error no law
    expectTypeOf(decide({ operation: 'view', item, actor, at })).toEqualTypeOf<Decision>();
  });

  it('does not compile for anything but what the matrix has a row for', () => {
    // @ts-expect-error no such operation
    expectTypeOf(decide({ law, operation: 'edit', item, actor, at })).toEqualTypeOf<Decision>();
  });
});

describe('an answer of the law', () => {
  it('carries the code of a permission exactly where it allows', () => {
    expectTypeOf<Extract<Decision, { outcome: 'allowed' }>['code']>().toEqualTypeOf<AllowedCode>();
    expectTypeOf<Exclude<Decision, { outcome: 'allowed' }>['code']>().toEqualTypeOf<RefusalCode>();
  });

  it('misses nothing where it allows', () => {
    expectTypeOf<Extract<Decision, { outcome: 'allowed' }>['missing']>().toEqualTypeOf<readonly []>();
  });
});

describe('what the law has no word for', () => {
  it('does not compile: a rank for what is declassified', () => {
    // @ts-expect-error declassified has no place in the order of levels
    expectTypeOf(compareLevels('declassified', 'secret')).toBeNumber();
  });

  it('does not compile: everybody as a member of a range (GS-19)', () => {
    // @ts-expect-error a range never names everybody
    const everybody: RangeMember = { kind: 'everyone' };
    // @ts-expect-error a whole company is no member of a range
    const company: RangeMember = { kind: 'company', companyId: 'own' };
    expectTypeOf([everybody, company]).toBeArray();
  });

  it('does not compile: a way back from destruction', () => {
    // @ts-expect-error copies are not restored
    expectTypeOf(moveCopy('destroyed', 'restore')).toBeNullable();
  });
});

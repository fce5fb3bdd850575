import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recipient, Span, Terms } from '../src/index.ts';
import { copiesIn, isBefore, isNoWider, isSameTerms, SPAN_UNITS } from '../src/index.ts';
import { hours, personIds } from './support/arbitraries.ts';
import { runs } from './support/runs.ts';

const spans: fc.Arbitrary<Span> = fc
  .tuple(fc.constantFrom(...SPAN_UNITS), fc.integer({ min: 1, max: 6 }), fc.nat(3))
  .map(([unit, from, more]) => ({ unit, from, to: from + more }));
const recipients: fc.Arbitrary<readonly Recipient[]> = fc.uniqueArray(
  fc.record({ personId: personIds, copies: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 1, maxLength: 3, selector: ({ personId }) => personId },
);
/** Terms as they may be asked for: each recipient once, at least one copy each. */
const terms: fc.Arbitrary<Terms> = fc.record({
  recipients,
  spans: fc.array(spans, { maxLength: 2 }),
  useBefore: fc.option(hours),
});

/** Terms cut down by somebody who decides: people struck out, copies taken off, parts shortened, an earlier end. */
const shortened = (whole: Terms): fc.Arbitrary<Terms> =>
  fc.record({
    recipients: fc
      .subarray([...whole.recipients], { minLength: 1 })
      .chain((kept) =>
        fc.tuple(
          ...kept.map(({ personId, copies }) =>
            fc.record({ personId: fc.constant(personId), copies: fc.integer({ min: 1, max: copies }) }),
          ),
        ),
      ),
    spans:
      whole.spans.length === 0
        ? fc.constant([])
        : fc
            .subarray([...whole.spans], { minLength: 1 })
            .chain((kept) =>
              fc.tuple(
                ...kept.map((span) => fc.tuple(fc.nat(3), fc.nat(3)).map(([head, tail]) => cut(span, head, tail))),
              ),
            ),
    useBefore:
      whole.useBefore === null
        ? fc.option(hours)
        : hours.map((other) =>
            whole.useBefore !== null && isBefore(whole.useBefore, other) ? whole.useBefore : other,
          ),
  });
const cut = ({ unit, from, to }: Span, head: number, tail: number): Span => {
  const first = Math.min(to, from + head);
  return { unit, from: first, to: Math.max(first, to - tail) };
};

const chains = terms.chain((whole) =>
  shortened(whole).chain((less) => shortened(less).map((least) => ({ whole, less, least }))),
);

describe('what is asked for may be cut down, never widened (缩减)', () => {
  it('is no wider than itself', () => {
    fc.assert(
      fc.property(terms, (one) => {
        expect(isNoWider(one, one)).toBe(true);
        expect(isSameTerms(one, one)).toBe(true);
      }),
      runs(1000),
    );
  });

  it('is no wider however it is cut down, and cut down twice it is no wider than at first', () => {
    fc.assert(
      fc.property(chains, ({ whole, less, least }) => {
        expect([isNoWider(less, whole), isNoWider(least, less), isNoWider(least, whole)]).toEqual([true, true, true]);
      }),
      runs(),
    );
  });

  it('is transitive, and two that are no wider than each other give the same', () => {
    fc.assert(
      fc.property(terms, terms, terms, (one, two, three) => {
        const isChain = isNoWider(one, two) && isNoWider(two, three);
        expect(!isChain || isNoWider(one, three)).toBe(true);
        const isSame = isNoWider(one, two) && isNoWider(two, one);
        expect(isSameTerms(one, two)).toBe(isSame);
        expect(!isSame || inFull(one) === inFull(two)).toBe(true);
      }),
      runs(),
    );
  });

  it('never gives more: nobody new, no more copies, in all or to anybody, no new page, no later end', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(terms, terms),
          chains.map(({ whole, least }) => [least, whole] as const),
        ),
        ([less, whole]) => {
          fc.pre(isNoWider(less, whole));
          expect(copiesIn(less)).toBeLessThanOrEqual(copiesIn(whole));
          for (const { personId, copies } of less.recipients) {
            const asked = whole.recipients.find((one) => one.personId === personId);
            expect(copies).toBeLessThanOrEqual(asked?.copies ?? 0);
          }
          const before = covered(whole);
          const isNothingNew = covered(less).every((place) => before.includes(place));
          expect(whole.spans.length === 0 || (isNothingNew && less.spans.length > 0)).toBe(true);
          if (whole.useBefore === null) return;
          expect(less.useBefore === null || isBefore(whole.useBefore, less.useBefore)).toBe(false);
        },
      ),
      runs(),
    );
  });

  it('is wider with one more copy, one more recipient, one more page, a later end, or none', () => {
    fc.assert(
      fc.property(terms, fc.nat(), (whole, which) => {
        const place = which % whole.recipients.length;
        const more = (copies: number): Terms => ({
          ...whole,
          recipients: whole.recipients.map((one, index) =>
            index === place ? { ...one, copies: one.copies + copies } : one,
          ),
        });
        expect(isNoWider(more(1), whole)).toBe(false);
        const [first] = whole.recipients;
        const another = { ...whole, recipients: [...whole.recipients, { personId: 'somebody', copies: 1 }] };
        expect(isNoWider(another, whole)).toBe(false);
        const twice = { ...whole, recipients: first === undefined ? [] : [...whole.recipients, first] };
        expect(isNoWider(twice, whole)).toBe(false);
        const beyond: Span = { unit: 'pages', from: 1, to: 99 };
        expect(isNoWider({ ...whole, spans: [...whole.spans, beyond] }, whole)).toBe(false);
        expect(isNoWider({ ...whole, spans: [] }, whole)).toBe(whole.spans.length === 0);
        if (whole.useBefore === null) return;
        expect(isNoWider({ ...whole, useBefore: null }, whole)).toBe(false);
        expect(isNoWider({ ...whole, useBefore: whole.useBefore.add({ milliseconds: 1 }) }, whole)).toBe(false);
      }),
      runs(1000),
    );
  });

  it('is not cut down from the whole to a part: that is an excerpt, and another matter (GS-20)', () => {
    fc.assert(
      fc.property(terms, spans, (one, span) => {
        expect(isNoWider({ ...one, spans: [span] }, { ...one, spans: [] })).toBe(false);
      }),
      runs(200),
    );
  });

  it('is not cut down to nobody, to no copy, or to a part that ends before it begins', () => {
    const whole: Terms = {
      recipients: [{ personId: 'p1', copies: 2 }],
      spans: [{ unit: 'pages', from: 1, to: 9 }],
      useBefore: null,
    };
    expect(isNoWider({ ...whole, recipients: [] }, whole)).toBe(false);
    expect(isNoWider({ ...whole, recipients: [{ personId: 'p1', copies: 0 }] }, whole)).toBe(false);
    expect(isNoWider({ ...whole, recipients: [{ personId: 'p1', copies: -1 }] }, whole)).toBe(false);
    expect(isNoWider({ ...whole, spans: [{ unit: 'pages', from: 5, to: 4 }] }, whole)).toBe(false);
    expect(isNoWider({ ...whole, spans: [{ unit: 'lines', from: 1, to: 1 }] }, whole)).toBe(false);
    const both = { ...whole, recipients: [...whole.recipients, { personId: 'p2', copies: 1 }] };
    const doubled = {
      ...both,
      recipients: [
        { personId: 'p1', copies: 2 },
        { personId: 'p1', copies: 1 },
      ],
    };
    expect(isNoWider(doubled, both)).toBe(false);
  });
});

/** Every place that terms name, one by one: said without looking at how their parts lie in each other. */
const covered = (of: Terms): readonly string[] =>
  [
    ...new Set(
      of.spans.flatMap(({ unit, from, to }) =>
        Array.from({ length: to - from + 1 }, (_, index) => `${unit} ${from + index}`),
      ),
    ),
  ].toSorted();

/** Terms written out, so that two that give the same read the same. */
const inFull = (of: Terms): string =>
  JSON.stringify([
    of.recipients.map(({ personId, copies }) => `${personId} ${copies}`).toSorted(),
    covered(of),
    of.useBefore?.epochMilliseconds ?? null,
  ]);

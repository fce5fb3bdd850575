import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { happenings, Office } from './support/office-life.ts';
import { runs } from './support/runs.ts';

/** `npm run test:deep` asks for a hundred thousand. */
const sequences = runs(5000);

describe('whatever happens in an office: appointments, transfers, stand-ins, delegations, requests, time', () => {
  it(
    'nobody who asks, drafts or gains, and nobody in the name of one who does, is asked to decide or may (K-01)',
    () => {
      let agreements = 0;
      let requests = 0;
      fc.assert(
        fc.property(fc.array(happenings, { minLength: 5, maxLength: 30, size: 'max' }), (sequence) => {
          const office = new Office();
          const breaches: string[] = [];
          for (const happening of sequence) {
            office.happen(happening);
            breaches.push(...office.breaches(false));
          }
          expect([...breaches, ...office.breaches(true)]).toEqual([]);
          agreements += office.agreements;
          requests += office.requests.length;
        }),
        sequences,
      );
      // It would be easy to be right about offices in which nothing is ever asked or decided.
      expect(requests).toBeGreaterThan(sequences.numRuns);
      expect(agreements).toBeGreaterThan(sequences.numRuns / 10);
    },
    60_000 + sequences.numRuns * 20,
  );
});

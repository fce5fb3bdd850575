import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Books } from './support/office-books.ts';
import type { Happening } from './support/office-happenings.ts';
import { HAPPENINGS } from './support/office-happenings.ts';
import { Office } from './support/office-life.ts';
import { runs } from './support/runs.ts';

/** `npm run test:deep` asks for a hundred thousand. */
const sequences = runs(5000);

/** Something that happens: the office does it, the books write it down, and nothing may be wrong after it. */
class Command implements fc.Command<Books, Office> {
  readonly #happening: Happening;

  constructor(happening: Happening) {
    this.#happening = happening;
  }

  check(): boolean {
    return true;
  }

  run(books: Books, office: Office): void {
    office.happen(this.#happening);
    books.note(office, this.#happening);
    expect(books.breaches(office, false)).toEqual([]);
  }

  toString(): string {
    return JSON.stringify(this.#happening);
  }
}

const commands = fc.commands(
  HAPPENINGS.map((one) => one.map((happening) => new Command(happening))),
  { maxCommands: 40, size: 'max' },
);

describe('whatever happens in an office: appointments, transfers, stand-ins, delegations, requests in several rounds, time', () => {
  it(
    'nobody who asks, drafts or gains, and nobody in the name of one who does, is asked to decide, may, or has (K-01)',
    () => {
      const seen = {
        requests: 0,
        approvals: 0,
        quorums: 0,
        escalated: 0,
        rounds: 0,
        expired: 0,
        void: 0,
        shortened: 0,
      };
      fc.assert(
        fc.property(commands, (sequence) => {
          const office = new Office();
          const books = new Books();
          fc.modelRun(() => ({ model: books, real: office }), sequence);
          expect(books.breaches(office, true)).toEqual([]);
          seen.requests += office.requests.length;
          seen.approvals += books.approvals;
          seen.quorums += books.quorums;
          seen.escalated += books.escalated;
          for (const request of office.requests) {
            if (request.round > 1) seen.rounds += 1;
            if (office.stateOf(request) === 'expired') seen.expired += 1;
            if (request.state === 'void') seen.void += 1;
            const named = new Set(request.matter.parties.beneficiaryIds);
            if (request.terms.recipients.length < named.size) seen.shortened += 1;
          }
        }),
        sequences,
      );
      process.stdout.write(`${JSON.stringify(seen)}\n`);
      // It would be easy to be right about offices in which nothing is ever asked or decided.
      const { requests, approvals, ...rarer } = seen;
      expect(requests).toBeGreaterThan(sequences.numRuns);
      expect(approvals).toBeGreaterThan(sequences.numRuns / 20);
      for (const count of Object.values(rarer)) expect(count).toBeGreaterThan(sequences.numRuns / 200);
    },
    120_000 + sequences.numRuns * 40,
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditEvent, Verification } from '../src/index.ts';
import { verifyExport } from '../src/index.ts';
import { at, first } from './support/read.ts';
import { eventAt, exportLines, newSigner, sealedTrace, verifier } from './support/trace-export.ts';

const SIZES = [3, 1, 4];
const ENTRIES = 8;
const signer = newSigner();
const segments = sealedTrace(SIZES, signer);
const lines = exportLines(segments, signer);
/** Where the entries stand among the lines, by their number in the trace. */
const lineOfEntry = [2, 3, 4, 6, 8, 9, 10, 11];
const entryNumbers = fc.integer({ min: 1, max: ENTRIES });
const lineIndexes = fc.nat(lines.length - 1);

const check = (changed: readonly string[], trusted: readonly string[] = []) => verifyExport(changed, verifier, trusted);
const whole = {
  ok: true,
  companyId: 'own',
  from: '2026-11-20',
  to: '2026-11-21',
  exportedAt: '2026-11-21T10:00:00.000Z',
  segments: SIZES.length,
  entries: ENTRIES,
  keyIds: [signer.keyId],
};
const entryOf = (result: Verification) => (result.ok ? null : result.entry);
const problemOf = (result: Verification) => (result.ok ? null : result.problem);
const replaced = (index: number, text: string) => lines.with(index, text);

describe('an export as it was written', () => {
  it('verifies', () => {
    expect(lines.map((line) => JSON.parse(line).type === 'entry')).toEqual(
      lines.map((_, index) => lineOfEntry.includes(index)),
    );
    expect(check(lines)).toEqual(whole);
    expect(check(lines, [signer.keyId])).toEqual(whole);
  });

  it('verifies whatever white space stands around its lines', () => {
    expect(check([...lines.map((line) => `${line}\r`), '', ' '])).toEqual(whole);
  });

  it('verifies for any number of segments of any size', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }), (sizes) => {
        const entries = sizes.reduce((sum, size) => sum + size, 0);
        expect(check(exportLines(sealedTrace(sizes, signer), signer))).toMatchObject({
          ok: true,
          segments: sizes.length,
          entries,
        });
      }),
      { numRuns: 20 },
    );
  });

  it('verifies where the key was changed between segments', () => {
    const successor = newSigner();
    const [one, ...rest] = segments;
    const mixed = [
      ...(one === undefined ? [] : [one]),
      ...rest.map((segment) => ({
        ...segment,
        signer: successor,
        statement: { ...segment.statement, keyId: successor.keyId },
      })),
    ];
    const result = check(exportLines(mixed, successor), [signer.keyId, successor.keyId]);
    expect(result).toEqual({ ...whole, keyIds: [successor.keyId, signer.keyId] });
    expect(problemOf(check(exportLines(mixed, successor), [successor.keyId]))).toBe('unknown_key');
  });

  it('verifies from a later segment on, under a manifest that says so: retention removes whole segments', () => {
    const retained = segments.slice(1);
    expect(check(exportLines(retained, newSigner()))).toMatchObject({ ok: true, segments: 2, entries: ENTRIES - 3 });
    expect(check([first(lines), ...exportLines(retained, signer).slice(1)])).toMatchObject({
      ok: false,
      problem: 'segment_order',
    });
  });
});

describe('an export whose bytes were changed', () => {
  const flipped = (entry: number, position: number, mask: number): readonly string[] => {
    const bytes = lines.map((line) => Buffer.from(line));
    const line = at(bytes, at(lineOfEntry, entry - 1));
    line[position] = at([...line], position) ^ mask;
    // A flip may make a line end, so the file is cut into lines again, as a reader would.
    return Buffer.concat(bytes.flatMap((line) => [line, Buffer.from('\n')]))
      .toString('utf8')
      .split('\n');
  };

  it('is found, whichever byte of whichever entry it was, and the entry is named', () => {
    const places = entryNumbers.chain((entry) =>
      fc.record({
        entry: fc.constant(entry),
        position: fc.nat(Buffer.byteLength(at(lines, at(lineOfEntry, entry - 1))) - 1),
        mask: fc.integer({ min: 1, max: 255 }),
      }),
    );
    fc.assert(
      fc.property(places, ({ entry, position, mask }) => {
        expect(entryOf(check(flipped(entry, position, mask)))).toBe(entry);
      }),
      { numRuns: 1000 },
    );
  });

  it('is found at every single byte of an entry', () => {
    const length = Buffer.byteLength(at(lines, at(lineOfEntry, 4)));
    const missed = Array.from({ length }, (_, position) => position).filter(
      (position) => entryOf(check(flipped(5, position, 1))) !== 5,
    );
    expect(missed).toEqual([]);
  });

  it('is found when anything is written into an entry, taken out of it or put in its place', () => {
    const edits = fc.record({
      entry: entryNumbers,
      from: fc.nat(700),
      length: fc.nat(3),
      text: fc.constantFrom(
        '',
        ' ',
        '0',
        '-',
        '\\',
        '"id":"0",',
        '"number":1,',
        '"note":"x",',
        '"details":{},',
        '机',
        'e0',
        '.0',
      ),
    });
    fc.assert(
      fc.property(edits, ({ entry, from, length, text }) => {
        const index = at(lineOfEntry, entry - 1);
        const line = at(lines, index);
        const edited = line.slice(0, from) + text + line.slice(from + length);
        fc.pre(edited.trim() !== line);
        expect(check(replaced(index, edited)).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['a key that stands twice', (line: string) => line.replace('"event":{', '"event":{"outcome":"refused",')],
    ['a field beside the event', (line: string) => line.replace('"hash":', '"comment":"approved","hash":')],
    ['white space between two fields', (line: string) => line.replace(',"hash":', ', "hash":')],
    ['a letter written as an escape', (line: string) => line.replace('"GS-18"', '"\\u0047S-18"')],
    ['a number written otherwise', (line: string) => line.replace('"ruleSetVersion":1', '"ruleSetVersion":1.0')],
  ])('is found where the value is the same and the text is not: %s', (_, edit) => {
    const edited = edit(at(lines, 3));
    expect(edited).not.toBe(at(lines, 3));
    expect(check(replaced(3, edited))).toMatchObject({ ok: false, line: 4, entry: 2, problem: 'unreadable_line' });
  });

  it.each([0, 1, 5])('is found in line %i, which is signed', (index) => {
    const line = at(lines, index);
    // The last digits of a base64 text may hold bits that mean nothing; the statement is what counts.
    const end = line.indexOf('"signature"') < 0 ? line.length : line.length - 8;
    const statement = [line.indexOf('"statement"'), end] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: statement[0], max: statement[1] - 1 }),
        fc.constantFrom('x', '0', '9', '"'),
        (position, digit) => {
          fc.pre(line[position] !== digit);
          expect(check(replaced(index, line.slice(0, position) + digit + line.slice(position + 1))).ok).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('an export whose lines were moved', () => {
  it('is found when a line is deleted, and a missing entry is named', () => {
    fc.assert(
      fc.property(lineIndexes, (index) => {
        const result = check(lines.toSpliced(index, 1));
        expect(result.ok).toBe(false);
        const entry = lineOfEntry.indexOf(index) + 1;
        expect(entry === 0 || entryOf(result) === entry).toBe(true);
      }),
    );
  });

  it('is found when two lines are swapped, and the first of two entries is named', () => {
    fc.assert(
      fc.property(lineIndexes, lineIndexes, (a, b) => {
        fc.pre(a !== b);
        const result = check(lines.with(a, at(lines, b)).with(b, at(lines, a)));
        expect(result.ok).toBe(false);
        const entry = lineOfEntry.indexOf(Math.min(a, b)) + 1;
        const bothEntries = entry > 0 && lineOfEntry.includes(Math.max(a, b));
        expect(!bothEntries || entryOf(result) === entry).toBe(true);
      }),
    );
  });

  it('is found when any of its lines stands in it once more', () => {
    fc.assert(
      fc.property(lineIndexes, fc.nat(lines.length), (copied, index) => {
        expect(check(lines.toSpliced(index, 0, at(lines, copied))).ok).toBe(false);
      }),
    );
  });

  it('is found when a line of another trace or no line at all is put in', () => {
    const foreign = exportLines(
      sealedTrace(SIZES, signer, (number) => ({ ...eventAt(number), itemId: 'another' })),
      signer,
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...foreign, '{}', '[]', 'null', 'x', '{"type":"entry"}'),
        fc.nat(lines.length),
        (line, index) => {
          fc.pre(!lines.includes(line));
          expect(check(lines.toSpliced(index, 0, line)).ok).toBe(false);
        },
      ),
    );
  });

  it('is found when its tail is cut off, wherever, and the first missing entry is named', () => {
    fc.assert(
      fc.property(fc.nat(lines.length - 1), (kept) => {
        const result = check(lines.slice(0, kept));
        expect(problemOf(result)).toBe(kept === 0 ? 'not_an_export' : 'tail_missing');
        const missing = lineOfEntry.findIndex((index) => index >= kept) + 1;
        expect(kept < 2 || entryOf(result) === missing).toBe(true);
      }),
    );
  });
});

describe('an export that was forged', () => {
  const forged = (number: number): AuditEvent => ({
    ...eventAt(number),
    ...(number === 5 ? { outcome: 'refused' as const } : {}),
  });
  const rechained = sealedTrace(SIZES, signer, forged);

  it('is found where an event and its hash were changed: the next entry does not follow', () => {
    const line = exportLines(rechained, signer);
    const result = check(replaced(8, at(line, 8)));
    expect(result).toMatchObject({ ok: false, entry: 6, problem: 'entry_changed' });
  });

  it('is found where all hashes after it were computed anew: the signed root is another', () => {
    const line = exportLines(rechained, signer);
    const result = check([...lines.slice(0, 8), ...line.slice(8)]);
    expect(result).toMatchObject({ ok: false, entry: ENTRIES, problem: 'segment_root' });
  });

  it('is found where it was sealed anew with another key, by whoever knows the right one', () => {
    const forger = newSigner();
    const anew = exportLines(sealedTrace(SIZES, forger, forged), forger);
    expect(check(anew).ok).toBe(true);
    expect(check(anew, [signer.keyId])).toMatchObject({ ok: false, line: 1, problem: 'unknown_key' });
  });

  it('is found where the forger’s key stands under the id of the right one', () => {
    const forger = { ...newSigner(), keyId: signer.keyId };
    const anew = exportLines(sealedTrace(SIZES, forger, forged), forger);
    expect(check(anew)).toMatchObject({ ok: false, problem: 'unknown_key' });
    expect(check(anew, [signer.keyId])).toMatchObject({ ok: false, problem: 'unknown_key' });
  });

  it('is found where the manifest was signed by somebody else in the name of the right key', () => {
    const forger = { ...newSigner(), keyId: signer.keyId, publicKey: signer.publicKey };
    expect(check(exportLines(segments, forger))).toMatchObject({ ok: false, problem: 'manifest_signature' });
    const sealedByForger = segments.map((segment, index) => (index === 1 ? { ...segment, signer: forger } : segment));
    expect(check(exportLines(sealedByForger, signer))).toMatchObject({ ok: false, problem: 'segment_signature' });
  });

  it.each([
    [{ entries: ENTRIES + 1 }, 'tail_missing'],
    [{ lastSegment: SIZES.length + 1 }, 'tail_missing'],
    [{ lastSegment: SIZES.length - 1 }, 'tail_missing'],
    [{ root: '0'.repeat(64) }, 'tail_missing'],
    [{ firstSegment: 2 }, 'segment_order'],
    [{ companyId: 'sister' }, 'segment_order'],
  ])('is found where the manifest is rightly signed and claims %o', (claims, problem) => {
    expect(problemOf(check(exportLines(segments, signer, claims)))).toBe(problem);
  });

  it('is found where it was put together from two histories that were both rightly sealed', () => {
    const other = sealedTrace(SIZES, signer, (number) => ({ ...eventAt(number), itemId: 'another' }));
    const spliced = exportLines([...segments.slice(0, 1), ...other.slice(1)], signer);
    expect(check(exportLines(other, signer)).ok).toBe(true);
    expect(check(spliced)).toMatchObject({ ok: false, line: 6, problem: 'segment_order' });
  });

  it('is found where a segment is another company’s', () => {
    const other = segments.map((segment) => ({ ...segment, statement: { ...segment.statement, companyId: 'sister' } }));
    expect(check(exportLines(other, signer))).toMatchObject({ ok: false, problem: 'segment_order' });
  });
});

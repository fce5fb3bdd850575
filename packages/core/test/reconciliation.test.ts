import { describe, expect, test } from 'vitest';
import type { CopyEntry, RegisterSnapshot } from '../src/index.ts';
import { reconcile } from '../src/index.ts';
import { soundRegisters } from './support/sound-registers.ts';

const ITEMS = 24;
const sound = soundRegisters(ITEMS);

/** Makes one thing wrong about the n-th household; gives what is wrong now, and what has to be named. */
type Corruption = (n: number) => { readonly wrong: RegisterSnapshot; readonly where: readonly string[] };

const number = (n: number) => `HYYH-2026-${String(n).padStart(6, '0')}`;
const label = (n: number, k: number) => `${number(n)}-00${k}`;

const copyWith =
  (k: number, changes: Partial<CopyEntry>): Corruption =>
  (n) => ({
    wrong: {
      ...sound,
      copies: sound.copies.map((copy) => (copy.id === `copy${n}-${k}` ? { ...copy, ...changes } : copy)),
    },
    where: [label(n, k), number(n)],
  });

type Listed = 'items' | 'movements' | 'grants' | 'loans' | 'contents' | 'files';
const changed =
  <K extends Listed>(
    list: K,
    which: (entry: RegisterSnapshot[K][number], n: number) => boolean,
    changes: Partial<RegisterSnapshot[K][number]> | null,
    where: (n: number) => readonly string[],
  ): Corruption =>
  (n) => {
    const entries: readonly RegisterSnapshot[K][number][] = sound[list];
    let isDone = false;
    const corrupt = entries.flatMap((entry) => {
      if (isDone || !which(entry, n)) return [entry];
      isDone = true;
      return changes === null ? [] : [{ ...entry, ...changes }];
    });
    if (!isDone) throw new Error(`nothing to corrupt in ${list}`);
    const ids = sound.movements.filter(({ copyId }) => copyId.startsWith(`copy${n}-`)).map(({ id }) => id);
    return { wrong: { ...sound, [list]: corrupt }, where: [...where(n), ...(list === 'movements' ? ids : [])] };
  };

const lacking =
  (
    set: 'blobs' | 'issuedInTrace' | 'movedInTrace',
    which: (entry: string, n: number) => boolean,
    where: (n: number) => readonly string[],
  ): Corruption =>
  (n) => {
    const gone = [...sound[set]].find((entry) => which(entry, n));
    if (gone === undefined) throw new Error(`nothing to take out of ${set}`);
    const rest = new Set(sound[set]);
    rest.delete(gone);
    return { wrong: { ...sound, [set]: rest }, where: [...where(n), gone.split(' ')[1] ?? gone] };
  };

const even = (n: number) => n - (n % 2);
const labels = (n: number) => [1, 2, 3, 4, 5, 6, 7].map((k) => label(n, k));
const moved = (act: string) => (entry: RegisterSnapshot['movements'][number], n: number) =>
  entry.copyId.startsWith(`copy${n}-`) && entry.act === act;

const CORRUPTIONS: Readonly<Record<string, Corruption>> = {
  'a state that no movement leads to': copyWith(1, { state: 'returned' }),
  'what was lent is said to be held': copyWith(3, { state: 'held', dueAt: null }),
  'what was lost is said to be held': copyWith(5, { state: 'held' }),
  'a copy that is said to be destroyed': copyWith(1, { state: 'destroyed' }),
  'what was destroyed is said to lie in the store': copyWith(7, { state: 'returned', storeId: 'store' }),
  'another holder': copyWith(1, { holderId: 'thief' }),
  'another borrower': copyWith(3, { holderId: 'thief' }),
  'another store': copyWith(2, { storeId: null }),
  'a store that is closed': copyWith(2, { storeId: 'closed' }),
  'a store that is not there': copyWith(2, { storeId: 'nowhere' }),
  'a loan that never falls due': copyWith(3, { dueAt: null }),
  'a loan that falls due later': copyWith(3, { dueAt: '2030-01-01T00:00:00.000Z' }),
  'carried out for ever': copyWith(4, { dueAt: null }),
  'another level': copyWith(1, { level: 1 }),
  'another mark': copyWith(4, { mark: '宏远银行商密·秘密·1年' }),
  'another end': copyWith(2, { secretUntil: null }),
  'a parent of its own': copyWith(2, { parentId: null, grantId: 'nothing' }),
  'a parent that is younger': copyWith(2, { parentId: 'copy0-6' }),
  'two that descend from each other': copyWith(1, { parentId: 'copy0-2' }),
  'a parent that is not there': copyWith(1, { parentId: 'copy999-1' }),
  'bound into what is not there': copyWith(6, { boundTo: 'copy999-1' }),
  'bound into itself': copyWith(6, { boundTo: 'copy0-6' }),
  'bound, and somewhere else': copyWith(6, { state: 'carried_out' }),
  'a number twice': copyWith(4, { number: 3 }),
  'a number left out': copyWith(6, { number: 9 }),
  'a copy without its item': copyWith(1, { itemId: 'nothing' }),
  'a copy of another item': copyWith(1, { itemId: 'item999' }),
  'a copy that is gone from the register': (n) => ({
    wrong: { ...sound, copies: sound.copies.filter(({ id }) => id !== `copy${n}-4`) },
    where: [number(n), ...sound.movements.filter(({ copyId }) => copyId === `copy${n}-4`).map(({ id }) => id)],
  }),
  'a copy that nobody issued': (n) => ({
    wrong: {
      ...sound,
      copies: sound.copies.flatMap((copy) =>
        copy.id === `copy${n}-1` ? [copy, { ...copy, id: `forged${n}`, number: 8, label: label(n, 8) }] : [copy],
      ),
    },
    where: [label(n, 8), number(n)],
  }),
  'more issued than there are': changed(
    'items',
    ({ id }, n) => id === `item${n}`,
    { copiesIssued: 8 },
    (n) => [number(n)],
  ),
  'fewer issued than there are': changed(
    'items',
    ({ id }, n) => id === `item${n}`,
    { copiesIssued: 5 },
    (n) => [number(n)],
  ),
  'an item regraded behind its copies': changed('items', ({ id }, n) => id === `item${n}`, { level: 3 }, labels),
  'an item extended behind its copies': changed(
    'items',
    ({ id }, n) => id === `item${n}`,
    { secretUntil: null },
    labels,
  ),
  'an item marked anew behind its copies': changed(
    'items',
    ({ id }, n) => id === `item${n}`,
    { marks: ['解密'] },
    labels,
  ),
  'a version without content': changed(
    'items',
    ({ id }, n) => id === `item${n}`,
    { version: 2 },
    (n) => [number(n)],
  ),
  'a movement that is gone': changed('movements', moved('carry_out'), null, labels),
  'a making that is gone': changed('movements', moved('issue'), null, labels),
  'a loss that is gone': changed('movements', moved('lose'), null, labels),
  'a movement of another act': changed('movements', moved('return'), { act: 'pass_on', toState: 'held' }, labels),
  'a movement that begins where nothing was': changed('movements', moved('carry_out'), { fromState: 'lost' }, labels),
  'a movement that nobody ended': changed('movements', moved('pass_on'), { outcome: 'pending' }, labels),
  'a withdrawal that was no withdrawal': changed('movements', moved('send'), { outcome: 'confirmed' }, labels),
  'a count of one side only': changed('movements', moved('pass_on'), { pagesTaken: 9 }, labels),
  'a giver who took it himself': changed('movements', moved('return'), { takenBy: 'holder' }, labels),
  'a destruction that nobody watched': changed('movements', moved('destroy'), { takenBy: 'executor' }, labels),
  'a destruction of another count': changed('movements', moved('destroy'), { pagesTaken: 9 }, labels),
  'a destruction that is gone': changed('movements', moved('destroy'), null, labels),
  'nobody who took it': changed('movements', moved('return'), { takenBy: null }, labels),
  'a movement of a copy that is not there': changed('movements', moved('lose'), { copyId: 'copy999-1' }, labels),
  'a grant used less than it was': changed(
    'grants',
    ({ id }, n) => id === `copies${n}`,
    { used: 5 },
    (n) => [`HYYH-SQ-2026-${n}-G`],
  ),
  'a grant used more than it was': changed(
    'grants',
    ({ id }, n) => id === `copies${n}`,
    { used: 8, copies: 9 },
    (n) => [`HYYH-SQ-2026-${n}-G`],
  ),
  'a grant that gives less than was taken': changed(
    'grants',
    ({ id }, n) => id === `copies${n}`,
    { copies: 3 },
    (n) => [`HYYH-SQ-2026-${n}-G`],
  ),
  'a grant for carrying out that is fresh again': changed(
    'grants',
    ({ id }, n) => id === `out${n}`,
    { used: 0 },
    (n) => [`HYYH-SQ-2026-2${n}-G`],
  ),
  'a grant to destroy that is fresh again': changed(
    'grants',
    ({ id }, n) => id === `destroying${n}`,
    { used: 0 },
    (n) => [`HYYH-SQ-2026-3${n}-G`],
  ),
  'a grant that is gone': changed('grants', ({ id }, n) => id === `copies${n}`, null, labels),
  'a loan that is gone': changed(
    'loans',
    ({ id }, n) => id === `loan${n}`,
    null,
    (n) => [...labels(n), `HYYH-SQ-2026-1${n}-G`],
  ),
  'a loan that was given back by nobody': changed(
    'loans',
    ({ id }, n) => id === `loan${n}`,
    { state: 'returned' },
    (n) => [...labels(n), `HYYH-JY-2026-${n}`],
  ),
  'a loan of somebody else': changed(
    'loans',
    ({ id }, n) => id === `loan${n}`,
    { borrowerId: 'thief' },
    (n) => [`HYYH-JY-2026-${n}`],
  ),
  'a loan that falls due later than its copy': changed(
    'loans',
    ({ id }, n) => id === `loan${n}`,
    { overdueFrom: '2030-01-01T00:00:00.000Z' },
    (n) => [`HYYH-JY-2026-${n}`],
  ),
  'a loan out of no store': changed(
    'loans',
    ({ id }, n) => id === `loan${n}`,
    { storeId: 'nowhere' },
    (n) => [`HYYH-JY-2026-${n}`],
  ),
  'a loan under a grant for copies': changed(
    'loans',
    ({ id }, n) => id === `loan${n}`,
    { grantId: `copies0` },
    (n) => [`HYYH-JY-2026-${n}`],
  ),
  'a content that is gone': changed(
    'contents',
    ({ itemId }, n) => itemId === `item${n}`,
    null,
    (n) => [number(n), `file${n}`],
  ),
  'a content under a key that is gone': changed(
    'contents',
    ({ itemId }, n) => itemId === `item${n}`,
    { keyVersion: 9 },
    (n) => [number(n)],
  ),
  'a content in another’s file': changed(
    'contents',
    ({ itemId }, n) => itemId === `item${n}`,
    { fileId: 'file999' },
    (n) => [number(n), `file${n}`],
  ),
  'a file that is gone': (n) =>
    changed(
      'files',
      ({ id }, m) => id === `file${m}`,
      null,
      (m) => [number(m), `file${m}`],
    )(even(n)),
  'a file that belongs to another item': (n) =>
    changed(
      'files',
      ({ id }, m) => id === `file${m}`,
      { itemId: 'item999' },
      (m) => [number(m)],
    )(even(n)),
  'a file that is bound to nothing': (n) =>
    changed(
      'files',
      ({ id }, m) => id === `file${m}`,
      { isBound: false },
      (m) => [number(m)],
    )(even(n)),
  'a file of more parts': (n) =>
    changed(
      'files',
      ({ id }, m) => id === `file${m}`,
      { parts: ['000000-a', '000001-b', '000002-c', '000003-d'] },
      (m) => [`file${m}`],
    )(even(n)),
  'a part that is gone': (n) =>
    lacking(
      'blobs',
      (blob, m) => blob.startsWith(`file${m}/`),
      (m) => [`file${m}`],
    )(even(n)),
  'a part of nothing': (n) => ({
    wrong: { ...sound, blobs: new Set([...sound.blobs, `stray${n}/000000`]) },
    where: [`stray${n}/000000`],
  }),
  'a part that its file does not know': (n) => ({
    wrong: { ...sound, blobs: new Set([...sound.blobs, `file${n}/000009-z`]) },
    where: [`file${n}/000009-z`],
  }),
  'a making that the trace does not know': lacking('issuedInTrace', (entry, n) => entry.startsWith(number(n)), labels),
  'a destruction that the trace does not know': lacking(
    'movedInTrace',
    (entry, n) =>
      entry.startsWith('copy.destroyed ') &&
      sound.movements.some(({ id, copyId }) => entry.endsWith(` ${id}`) && copyId === `copy${n}-7`),
    () => [],
  ),
  'a movement that the trace does not know': lacking(
    'movedInTrace',
    (entry, n) => sound.movements.some(({ id, copyId }) => entry.endsWith(` ${id}`) && copyId.startsWith(`copy${n}-`)),
    () => [],
  ),
};

const KINDS = Object.keys(CORRUPTIONS);

describe('holding the registers against each other (GS-24)', () => {
  test('finds nothing where they agree', () => {
    expect(reconcile(sound)).toEqual([]);
  });

  test.each(KINDS)('finds %s, and says where', (kind) => {
    const { wrong, where } = CORRUPTIONS[kind]?.(0) ?? { wrong: sound, where: [] };
    const found = reconcile(wrong);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((one) => where.includes(one.where)).length).toBeGreaterThan(0);
  });

  test('finds a thousand of a thousand, and names the household of each', () => {
    const missed: string[] = [];
    for (let round = 0; round < 1_000; round += 1) {
      const kind = KINDS[round % KINDS.length] ?? '';
      const n = Math.floor(round / KINDS.length) % ITEMS;
      const { wrong, where } = CORRUPTIONS[kind]?.(n) ?? { wrong: sound, where: [] };
      if (!reconcile(wrong).some((one) => where.includes(one.where))) missed.push(`${kind} of ${n}`);
    }
    expect(missed).toEqual([]);
  });

  test('takes seconds for a register of twelve thousand copies, not minutes', () => {
    const large = soundRegisters(2_000);
    const begun = performance.now();
    expect(reconcile(large)).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { getCopy, printCopy, useGrant as issueCopy } from '../src/index.ts';
import { codeOf, openHouse, refusalOf, START, times, tracedCode } from './support/house.ts';
import { pdfText } from './support/pdf-text.ts';
import { printed, whole } from './support/printed.ts';

const house = await openHouse();
const { own, headquarters } = house.group;
const manager = own.people.general_manager;
const reader = await house.group.hire(own, 'staff', '张明远');

/** Ten lines that no other contains. */
const DIGITS = ['甲子', '乙丑', '丙寅', '丁卯', '戊辰', '己巳', '庚午', '辛未', '壬申', '癸酉'];
const TEXT = DIGITS.map((line) => `${line}条款`).join('\n');
const content = { format: 'plain', text: TEXT } as const;
const register = () => house.register('secret', [reader], { content });

const copyOf = async (item: string, changes: Parameters<typeof house.grant>[3] = {}): Promise<string> => {
  const grant = await house.grant(item, reader, manager, changes);
  return (await issueCopy(await house.as(reader), { grant, idempotencyKey: randomUUID() })).copy.id;
};
const excerpt = (fromLine: number, toLine: number) => ({ operation: 'excerpt', lines: [fromLine, toLine] }) as const;
const linesIn = async (id: string): Promise<readonly number[]> => {
  const text = await pdfText(await printed(house, reader, id));
  return times(DIGITS.length, (index) => index + 1).filter((line) => text.includes(DIGITS[line - 1] ?? ''));
};

describe('what is printed', () => {
  test('of an excerpt: its lines and no other', async () => {
    const item = await register();
    expect(await linesIn(await copyOf(item, excerpt(3, 4)))).toEqual([3, 4]);
    expect(await linesIn(await copyOf(item, excerpt(10, 10)))).toEqual([10]);
    expect(await linesIn(await copyOf(item, excerpt(1, 10)))).toEqual(times(10, (index) => index + 1));
  }, 60_000);

  test('of a copy: all of it, with the mark, its number, its holder and its grant', async () => {
    const id = await copyOf(await register());
    const { fileName, bytes } = await printCopy(await house.as(reader), { id });
    const text = (await pdfText(await whole(bytes))).replaceAll(/\s/g, '');
    for (const part of [...DIGITS, '宏远银行商密·机密·2年', '张明远', id.slice(0, -4)]) expect(text).toContain(part);
    expect(fileName).toBe(`${id}.pdf`);
    expect(await linesIn(id)).toHaveLength(10);
  });

  test('it is traced as printed, by whom and which copy', async () => {
    const id = await copyOf(await register());
    await printCopy(await house.as(reader), { id });
    const { rows } = await house.superuser.query(
      `select actor_id, outcome from miji.audit_event where action = 'copy.printed' and subject_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ actor_id: reader, outcome: 'done' }]);
  });
});

test('an excerpt says which lines, all of them within the text; a copy says none', async () => {
  const item = await register();
  const refusal = (field: string) => ({
    code: 'VALIDATION',
    fields: [{ field, code: 'VALIDATION', article: 'GS-22' }],
  });
  const asked = async (...changes: Parameters<typeof house.file>[2][]) =>
    Promise.all(changes.map((each) => refusalOf(house.file(item, reader, each))));
  const [past, beyond, none, copied] = await asked(
    excerpt(10, 11),
    excerpt(11, 11),
    { operation: 'excerpt' },
    { operation: 'copy', lines: [1, 1] },
  );
  expect(past).toMatchObject(refusal('terms.spans.0'));
  expect(beyond).toMatchObject(refusal('terms.spans.0'));
  expect(none).toMatchObject(refusal('terms.spans'));
  expect(copied).toMatchObject(refusal('terms.spans'));
});

describe('the file of a copy is its holder’s, while he may know the item', () => {
  test('to everybody else it is not there, who approved it and who keeps the register included', async () => {
    const id = await copyOf(await register());
    const others = [
      manager,
      own.people.department_head,
      own.people.custodian,
      headquarters.people.general_manager,
      house.clerk,
    ];
    for (const other of others) {
      const ctx = await house.as(other);
      expect(await codeOf(printCopy(ctx, { id }))).toBe('NOT_FOUND');
    }
    expect(await codeOf(getCopy(await house.as(house.clerk), { id }))).toBe('NOT_FOUND');
    expect(await getCopy(await house.as(reader), { id })).toMatchObject({ id, state: 'held' });
    expect(await codeOf(printCopy(await house.as(reader), { id: id.replace(/\d{3}$/, '099') }))).toBe('NOT_FOUND');
  });

  test('a holder who has lost the range does not print it again', async () => {
    const item = await register();
    const id = await copyOf(item);
    await house.superuser.query(
      `update miji.item_range set valid_to = $1 where member_person_id = $2 and item_id = (select id from miji.item where number = $3)`,
      [START.toString(), reader, item],
    );
    expect(await codeOf(printCopy(await house.as(reader), { id }))).toBe('NOT_FOUND');
    expect(await tracedCode(house, reader, 'copy.printed')).toBe('NOT_IN_RANGE');
  });

  test('nor where only the database no longer names him', async () => {
    const item = await register();
    const id = await copyOf(item);
    await house.superuser.query(
      `update miji.item_content set readers = '{}' where item_id = (select id from miji.item where number = $1)`,
      [item],
    );
    expect(await codeOf(printCopy(await house.as(reader), { id }))).toBe('NOT_FOUND');
  });
});

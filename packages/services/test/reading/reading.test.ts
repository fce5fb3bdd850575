import { randomUUID } from 'node:crypto';
import { onTestFinished, describe, expect, test } from 'vitest';
import {
  confirmMovement,
  getCopy,
  getItem,
  nameReader,
  openReading,
  pageImage,
  readItem,
  readPage,
  useGrant as issueCopy,
} from '../../src/index.ts';
import { readPattern } from '../../src/watermark/read-pattern.ts';
import { registerFile } from '../support/files.ts';
import { codeOf, openHouse, refusalOf, START, tracedCode } from '../support/house.ts';
import { codeOn, pagesOf, pixelsOf } from '../support/picture.ts';
import { numPagesOf } from '../support/pdf-text.ts';
import { printed } from '../support/printed.ts';
import { plainPdf } from '../support/raw-pdf.ts';

const house = await openHouse();
const { own, sister: other, headquarters } = house.group;
const reader = await house.group.hire(own, 'staff', '张明远');
const PAGES = ['ALPHA ONE', 'BRAVO TWO', 'CHARLIE THREE', 'DELTA FOUR'];
const registerPdf = (level: 'confidential' | 'secret' | 'top_secret' = 'secret') =>
  registerFile(house, level, [reader], { name: '纪要.pdf', bytes: plainPdf(PAGES) });
const content = {
  format: 'plain',
  text: Array.from({ length: 60 }, (_, line) =>
    line === 3 ? '' : `第${line + 1}条　客户信息的收集应当限于办理业务所必需的范围，不得扩大。`,
  ).join('\n'),
} as const;
const image = async (personId: string, number: string, page = 1) =>
  pageImage(await house.as(personId), { number, page, width: 1240 });

describe('reading page by page', () => {
  test('says how many pages there are, what they will carry, and when they are put away', async () => {
    const number = await registerPdf();
    const reading = await openReading(await house.as(reader), { number });
    expect(reading).toMatchObject({
      kind: 'pdf',
      pages: 4,
      level: 'secret',
      asText: true,
      leaveAfter: 300,
      paper: null,
    });
    expect(reading.reader).toBe('张明远 2026-11-02 10:00');
    expect(reading.sizes).toHaveLength(4);
    expect(await getItem(await house.as(reader), { number })).toMatchObject({ pages: 4, contentKind: 'pdf' });
  });

  test('a page is a picture whose background names the reading, and a later page the same one', async () => {
    const number = await registerPdf();
    const { bytes, type } = await image(reader, number, 2);
    expect(type).toBe('image/jpeg');
    const code = readPattern(await pixelsOf(bytes))?.code;
    const { rows } = await house.superuser.query(
      'select kind, item_number, person_id from miji.trace_code where code = $1',
      [code],
    );
    expect(rows).toEqual([{ kind: 'reading', item_number: number, person_id: reader }]);
    await image(reader, number, 3);
    const codes = await house.superuser.query('select code from miji.trace_code where item_number = $1', [number]);
    expect(codes.rows).toHaveLength(1);
  }, 60_000);

  test('of a typed text too: its pages are counted when it is registered, and are those that excerpts name', async () => {
    const number = await house.register('secret', [reader], { content });
    const { pages } = await getItem(await house.as(reader), { number });
    if (pages === null) throw new Error('nobody has counted');
    expect(pages).toBeGreaterThan(1);
    expect(await openReading(await house.as(reader), { number })).toMatchObject({ pages, kind: 'plain' });
    expect((await image(reader, number, pages)).bytes.length).toBeGreaterThan(10_000);
  });

  test('what is on paper has no pages here, and says who keeps it', async () => {
    const { custodian } = own.people;
    const number = await house.register('secret', [reader], { content: undefined, paper: { custodianId: custodian } });
    expect(await openReading(await house.as(reader), { number })).toMatchObject({
      pages: 0,
      asText: false,
      paper: { custodian: { id: custodian } },
    });
    expect(await codeOf(image(reader, number))).toBe('VALIDATION');
  });

  test('a page that is not there is refused', async () => {
    const number = await registerPdf();
    expect(await codeOf(image(reader, number, 5))).toBe('VALIDATION');
    expect(await codeOf(readPage(await house.as(reader), { number, page: 5 }))).toBe('VALIDATION');
  });
});

describe('the words of a page', () => {
  test('are the lines of a plain text with their numbers, each whole though a page ends within it', async () => {
    const number = await house.register('secret', [reader], { content });
    const { pages } = await openReading(await house.as(reader), { number });
    const seen: string[] = [];
    for (let page = 1; page <= pages; page += 1) {
      const { fromLine, lines } = await readPage(await house.as(reader), { number, page });
      if (fromLine === null) throw new Error('a page has no line');
      for (const [index, words] of lines.entries())
        seen[fromLine - 1 + index] = (seen[fromLine - 1 + index] ?? '') + words;
    }
    expect(seen).toEqual(content.text.split('\n'));
  });

  test('are those of a PDF as they are drawn', async () => {
    const number = await registerPdf();
    expect(await readPage(await house.as(reader), { number, page: 3 })).toEqual({
      page: 3,
      fromLine: null,
      lines: ['CHARLIE THREE'],
    });
  });

  test('are not to be had of 绝密, whose pages leave as pictures alone', async () => {
    const number = await registerPdf('top_secret');
    const refusal = await refusalOf(readPage(await house.as(reader), { number, page: 1 }));
    expect(refusal).toMatchObject({ code: 'NOT_ENTITLED', article: 'GS-22' });
    expect(await tracedCode(house, reader, 'item.page_read')).toBe('NOT_ENTITLED');
    expect((await image(reader, number)).bytes.length).toBeGreaterThan(10_000);
    expect(await openReading(await house.as(reader), { number })).toMatchObject({ asText: false, leaveAfter: 120 });
  });
});

describe('the whole text at once', () => {
  test('is not to be had of 绝密 either: its pages leave as pictures, each with its reader in it', async () => {
    const number = await house.register('top_secret', [reader], { content });
    const refusal = await refusalOf(readItem(await house.as(reader), { number }));
    expect(refusal).toMatchObject({ code: 'NOT_ENTITLED', article: 'GS-22' });
    expect(await tracedCode(house, reader, 'item.read')).toBe('NOT_ENTITLED');
    expect(await codeOf(readItem(await house.as(house.clerk), { number }))).toBe('NOT_FOUND');
    expect((await image(reader, number)).bytes.length).toBeGreaterThan(10_000);
  });

  test('says of 绝密 on paper who keeps it', async () => {
    const paper = { content: undefined, paper: { custodianId: own.people.custodian } };
    const number = await house.register('top_secret', [reader], paper);
    expect(await readItem(await house.as(reader), { number })).toMatchObject({ text: '', paper: {} });
  });
});

describe('who may not know (GS-16)', () => {
  test('is answered as if there were nothing, though the document lies open for somebody else', async () => {
    const number = await registerPdf();
    await image(reader, number);
    const strangers = [house.clerk, own.people.custodian, own.people.security_officer, other.people.general_manager];
    for (const stranger of strangers) {
      const ctx = await house.as(stranger);
      expect(await codeOf(pageImage(ctx, { number, page: 1, width: 1240 }))).toBe('NOT_FOUND');
      expect(await codeOf(readPage(ctx, { number, page: 1 }))).toBe('NOT_FOUND');
      expect(await codeOf(openReading(ctx, { number }))).toBe('NOT_FOUND');
    }
    expect(await tracedCode(house, house.clerk, 'item.page_read')).toBe('NOT_IN_RANGE');
  });

  test('nor where only the database no longer names him', async () => {
    const number = await registerPdf();
    await image(reader, number);
    await house.superuser.query(
      `update miji.item_content set readers = '{}' where item_id = (select id from miji.item where number = $1)`,
      [number],
    );
    expect(await codeOf(image(reader, number))).toBe('NOT_FOUND');
  });

  test('whoever has lost the range does not turn the next page', async () => {
    const number = await registerPdf();
    await image(reader, number, 1);
    await house.superuser.query(
      `update miji.item_range set valid_to = $1 where member_person_id = $2 and item_id = (select id from miji.item where number = $3)`,
      [START.toString(), reader, number],
    );
    expect(await codeOf(image(reader, number, 2))).toBe('NOT_FOUND');
  });

  test('an executive of the head office reads page by page too, and each page is reported', async () => {
    const number = await registerPdf('confidential');
    await image(headquarters.people.general_manager, number);
    const { rows } = await house.superuser.query(
      `select details from miji.audit_event where action = 'item.page_read' and item_number = $1 and outcome = 'done'`,
      [number],
    );
    expect(rows).toEqual([{ details: expect.objectContaining({ page: 1, as: 'image', reported: true }) }]);
    // Without having opened it he has read it once, and the report of what the head office reads says so; the next page is no other reading.
    await image(headquarters.people.general_manager, number, 2);
    const read = await house.superuser.query(
      `select details->>'reported' as reported from miji.audit_event where action = 'item.read' and item_number = $1 and outcome = 'done'`,
      [number],
    );
    expect(read.rows).toEqual([{ reported: 'true' }]);
  });

  test('a guest of another company who is named reads it as its own people do', async () => {
    const number = await registerPdf();
    const guest = other.people.general_manager;
    await nameReader(await house.as(own.people.department_head), {
      number,
      member: { kind: 'person', personId: guest },
      reason: '共同办理',
    });
    expect((await image(guest, number)).bytes.length).toBeGreaterThan(10_000);
  });
});

describe('the trace (SI-03)', () => {
  test('of a page is durable when its picture arrives', async () => {
    const number = await registerPdf();
    await image(reader, number, 4);
    await readPage(await house.as(reader), { number, page: 2 });
    const { rows } = await house.superuser.query(
      `select details->>'page' as page, details->>'as' as how from miji.audit_event where action = 'item.page_read' and item_number = $1 order by position`,
      [number],
    );
    expect(rows).toEqual([
      { page: '4', how: 'image' },
      { page: '2', how: 'text' },
    ]);
  });

  test('where it cannot be written nothing is served', async () => {
    const number = await registerPdf();
    const { id } = await copyOf(number);
    await house.superuser.query('revoke insert on miji.audit_event from miji_trace');
    onTestFinished(async () => void (await house.superuser.query('grant insert on miji.audit_event to miji_trace')));
    expect(await codeOf(image(reader, number))).toBe('AUDIT_UNAVAILABLE');
    expect(await codeOf(readPage(await house.as(reader), { number, page: 1 }))).toBe('AUDIT_UNAVAILABLE');
    expect(await codeOf(openReading(await house.as(reader), { number }))).toBe('AUDIT_UNAVAILABLE');
    expect(await codeOf(printed(house, reader, id))).toBe('AUDIT_UNAVAILABLE');
  }, 30_000);
});

const copyOf = async (number: string, changes: Parameters<typeof house.grant>[3] = {}) => {
  const grant = await house.grant(number, reader, own.people.general_manager, changes);
  return (await issueCopy(await house.as(reader), { grant, idempotencyKey: randomUUID() })).copy;
};

describe('how many pages a copy has (GS-24)', () => {
  const pagesIn = async (id: string) => (await getCopy(await house.as(reader), { id })).pages;
  const given = async (id: string) =>
    (await getCopy(await house.as(reader), { id })).movements.map(({ given: { pages } }) => pages);

  test('stands in the register as soon as it is issued: of a text as many as are drawn', async () => {
    const { id } = await copyOf(await house.register('secret', [reader], { content }));
    const drawn = await numPagesOf(await printed(house, reader, id));
    expect(drawn).toBeGreaterThan(1);
    expect(await pagesIn(id)).toBe(drawn);
    expect(await given(id)).toEqual([drawn]);
  });

  test('of an excerpt as many as it takes, and nobody confirms another number', async () => {
    const number = await registerPdf();
    const { id } = await copyOf(number, {
      operation: 'excerpt',
      terms: { spans: [{ unit: 'pages', from: 2, to: 3 }] },
    });
    expect(await pagesIn(id)).toBe(2);
    const [movement] = (await getCopy(await house.as(reader), { id })).movements;
    const confirm = async (pages: number) =>
      confirmMovement(await house.as(reader), { movement: movement?.id ?? '', pages });
    expect(await codeOf(confirm(4))).toBe('COUNT_DIFFERS');
    expect(await confirm(2)).toMatchObject({ outcome: 'confirmed' });
  });

  test('of what is on paper as many as were granted; where all of it was, whoever takes it counts', async () => {
    const paper = { content: undefined, paper: { custodianId: own.people.custodian } };
    const number = await house.register('secret', [reader], paper);
    const excerpt = await copyOf(number, {
      operation: 'excerpt',
      terms: {
        spans: [
          { unit: 'pages', from: 2, to: 3 },
          { unit: 'pages', from: 5, to: 6 },
        ],
      },
    });
    expect(await pagesIn(excerpt.id)).toBe(4);
    expect(await pagesIn((await copyOf(number)).id)).toBeNull();
  });
});

describe('a copy of a file', () => {
  test('is its pages drawn anew, each naming the copy by code and pattern', async () => {
    const { id } = await copyOf(await registerPdf());
    const pages = await pagesOf(await printed(house, reader, id));
    expect(pages).toHaveLength(4);
    const { rows } = await house.superuser.query('select trace_code from miji.copy where trace_code = $1', [
      readPattern(pages[3] ?? { data: new Uint8Array(), width: 0, height: 0 })?.code,
    ]);
    expect(rows).toHaveLength(1);
    for (const page of pages) expect(codeOn(page)).toBe(`http://miji.test/copies/${id}`);
  }, 60_000);

  test('that is an excerpt takes the pages that were granted, and no request names one that is not there', async () => {
    const number = await registerPdf();
    const pages = (from: number, to: number): Parameters<typeof house.grant>[3] => ({
      operation: 'excerpt',
      terms: { spans: [{ unit: 'pages', from, to }] },
    });
    const { id } = await copyOf(number, pages(2, 3));
    expect(await pagesOf(await printed(house, reader, id))).toHaveLength(2);
    const refusal = await refusalOf(house.file(number, reader, pages(4, 5)));
    expect(refusal).toMatchObject({ code: 'VALIDATION', fields: [{ field: 'terms.spans.0' }] });
  });

  test('is not made once more when it has come back', async () => {
    const { id, item, number } = await copyOf(await registerPdf());
    await house.superuser.query(`update miji.copy set state = 'returned' where item_number = $1 and number = $2`, [
      item,
      Number(number),
    ]);
    expect(await codeOf(printed(house, reader, id))).toBe('COPY_STATE');
  });
});

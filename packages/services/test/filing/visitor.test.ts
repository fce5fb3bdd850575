import { randomUUID } from 'node:crypto';
import type { ParticularsInput } from '@miji/contract';
import { describe, expect, test } from 'vitest';
import { isResidentIdentity } from '../../src/requests/resident-identity.ts';
import { decisionDesk } from '../approvals/support/decision-desk.ts';
import { openHouse, refusalOf } from '../support/house.ts';

const house = await openHouse();
const { own } = house.group;
const { general_manager: manager, department_head: head } = own.people;
const reader = await house.group.hire(own, 'staff');
const colleague = await house.group.hire(own, 'staff');
const item = await house.register('secret', [reader, colleague], { regimes: ['archive'] });
const { approve, see, shorten, askBack, answer } = decisionDesk(house);

const NUMBER = '11010519491231002X';
const visit = (documentNumber: string, document: 'resident_identity_card' | 'passport' = 'resident_identity_card') =>
  ({
    operation: 'loan',
    days: 1,
    visitor: { name: '来访人', organisation: '某会计师事务所', letter: '介字〔2026〕12 号', document, documentNumber },
  }) as const satisfies ParticularsInput;

/** Everything that a database holds, as text: every column of every row of every table. */
const dump = async (): Promise<string> => {
  const { rows } = await house.superuser.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const texts = await Promise.all(
    rows.map(
      async ({ name }) =>
        (await house.superuser.query(`select coalesce(string_agg(t::text, ' '), '') as all from ${name} t`)).rows,
    ),
  );
  return JSON.stringify(texts);
};

describe('the number of a resident identity card (GB 11643)', () => {
  test('is one whose last digit fits the others, and whose day of birth is a day', () => {
    expect(isResidentIdentity(NUMBER)).toBe(true);
    expect(isResidentIdentity(NUMBER.toLowerCase())).toBe(true);
    for (const wrong of [
      '110105194912310021',
      '11010519491231002',
      '11010519491231002XX',
      '１１０１０５１９４９１２３１００２X',
      '110105194913310020',
      '1101051949123100 2X',
      '',
    ])
      expect(isResidentIdentity(wrong), wrong).toBe(false);
    // Every single digit that is wrong is found, and every two neighbours that were exchanged.
    const places = Array.from({ length: 17 }, (_, at) => at);
    const mistyped = places.map(
      (at) => `${NUMBER.slice(0, at)}${(Number(NUMBER[at]) + 1) % 10}${NUMBER.slice(at + 1)}`,
    );
    const exchanged = places
      .slice(1)
      .map((at) => `${NUMBER.slice(0, at - 1)}${NUMBER[at]}${NUMBER[at - 1]}${NUMBER.slice(at + 1)}`)
      .filter((number) => number !== NUMBER);
    expect([...mistyped, ...exchanged].filter(isResidentIdentity)).toEqual([]);
  });

  test('a number that fits, of a thirteenth month, is none', () => {
    const digits = '11010519491331002';
    const fitting = '0123456789X'.split('').filter((last) => isResidentIdentity(`${digits}${last}`));
    expect(fitting).toEqual([]);
  });
});

describe('somebody from outside is shown an item under an employee’s eyes (AR-30, CF-21)', () => {
  test('with letter and document, decided by the responsible manager and then the general manager', async () => {
    const number = await house.file(item, reader, { particulars: visit(NUMBER) });
    const shown = await see(number, head);
    expect(shown).toMatchObject({ applicant: 'outsider', article: 'AR-30', requester: { id: reader } });
    expect(shown.particulars).toEqual({
      operation: 'loan',
      days: 1,
      visitor: {
        name: '来访人',
        organisation: '某会计师事务所',
        letter: '介字〔2026〕12 号',
        document: 'resident_identity_card',
        documentMasked: '110************02X',
      },
    });
    expect((await approve(number, head)).state).toBe('pending');
    expect((await approve(number, manager)).state).toBe('approved');
  });

  test('a number that no card has is refused before anything is written', async () => {
    const refusal = await refusalOf(house.file(item, reader, { particulars: visit('110105194912310021') }));
    expect(refusal).toMatchObject({ code: 'VALIDATION', fields: [{ field: 'particulars.visitor.documentNumber' }] });
    expect(JSON.stringify([refusal.message, refusal.fields, refusal.missing])).not.toContain('19491231');
  });

  test('whoever attends him answers for it: it is in nobody else’s name', async () => {
    const terms = { recipients: [{ personId: colleague, copies: 1 }] };
    const refusal = await refusalOf(house.file(item, reader, { particulars: visit(NUMBER), terms }));
    expect(refusal).toMatchObject({ code: 'VALIDATION', fields: [{ field: 'terms.recipients' }] });
  });

  test('the full number is nowhere afterwards: not in the request, its rounds, its grant, the trace, or a notice', async () => {
    // None of them could stand in an identifier by chance.
    const numbers = [NUMBER, '370102198001011234', 'E87654321', 'ZQ9W'];
    for (const [index, typed] of numbers.entries()) {
      if (index === 1) {
        // Refused, and still not traced.
        await refusalOf(house.file(item, reader, { particulars: visit(typed) }));
        continue;
      }
      const number = await house.file(item, reader, {
        particulars: visit(typed, index === 0 ? 'resident_identity_card' : 'passport'),
      });
      await askBack(number, head);
      await answer(number, reader);
      await approve(number, head);
      await shorten(number, manager, {});
    }
    const everything = await dump();
    for (const typed of numbers) {
      expect(everything).not.toContain(typed);
      expect(everything).not.toContain(typed.toLowerCase());
    }
    expect(everything).toContain('110************02X');
  });

  test('nor can it be tried out: what tells two inputs apart does not depend on it', async () => {
    const idempotencyKey = randomUUID();
    const one = await house.file(item, reader, { particulars: visit('E87654321', 'passport'), idempotencyKey });
    // The same ends, another middle: to what is kept it is the same request.
    expect(await house.file(item, reader, { particulars: visit('E80000021', 'passport'), idempotencyKey })).toBe(one);
    const other = house.file(item, reader, { particulars: visit('F87654329', 'passport'), idempotencyKey });
    expect((await refusalOf(other)).code).toBe('KEY_REUSED');
  });

  test('of a short number at least half stays hidden', async () => {
    for (const [typed, shown] of [
      ['A1B2', 'A**2'],
      ['A1B2C3D4', 'A1****D4'],
      ['12345', '1***5'],
    ] as const) {
      const number = await house.file(item, reader, { particulars: visit(typed, 'passport') });
      expect((await see(number, reader)).particulars).toMatchObject({ visitor: { documentMasked: shown } });
    }
  });
});

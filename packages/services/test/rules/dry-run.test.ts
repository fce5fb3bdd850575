import { randomUUID } from 'node:crypto';
import type { RuleDraft } from '@miji/contract';
import type { Decision } from '@miji/core';
import { decide, HEADQUARTERS_EXECUTIVE, lawOf, NOBODY, OPERATIONS } from '@miji/core';
import { expect, test } from 'vitest';
import { dryRunRules, useGrant as spend } from '../../src/index.ts';
import { loadCompany, loadEverybody } from '../../src/rules/live-data.ts';
import { candidateOf } from '../../src/rules/rule-content.ts';
import { codeOf, openHouse, tracedCode } from '../support/house.ts';
import { cell, inGroup, overlayContent, ruleOffice, withCell } from './support/rule-office.ts';

const house = await openHouse();
const office = ruleOffice(house);
const { headquarters, own, sister, hire } = house.group;
const author = headquarters.people.security_officer;
const guest = await hire(sister, 'staff');
const TITLE = '甲乙两方并购底价';

const department = { member: { kind: 'department' as const, departmentId: own.departmentId }, reason: '承办' };
const confidential = await house.register('confidential', [guest], { title: TITLE, range: [department] });
const secret = await house.register('secret', [guest], { title: TITLE });
const topSecret = await house.register('top_secret', [guest], { title: TITLE });

/** Somebody who is in the range by his department and shut out of it, an executive who is, and a guest of a project group. */
const shutOut = await hire(own, 'staff');
const member = await hire(sister, 'staff');
const group = randomUUID();
await house.superuser.query(`update miji.item set excluded_ids = $2 where number = any ($1)`, [
  [confidential, secret],
  [shutOut, headquarters.people.deputy_general_manager],
]);
await house.superuser.query(
  `insert into miji.project_group (company_id, id, name, opened_at, leader_id) values ($1, $2, '并购组', '2026-01-01Z', $3)`,
  [own.id, group, own.people.department_head],
);
await house.superuser.query(
  `insert into miji.project_group_member (company_id, id, group_id, person_id, reason, valid_from) values ($1, $2, $3, $4, '参与', '2026-01-01Z')`,
  [own.id, randomUUID(), group, member],
);
await house.superuser.query(
  `insert into miji.item_range (company_id, id, item_id, member_kind, member_group_id, reason, valid_from)
   select company_id, $2, id, 'group', $3, '参与', registered_at from miji.item where number = $1`,
  [confidential, randomUUID(), group],
);
// What is held answers to no rule on what is taken out of it.
await house.superuser.query('update miji.item set on_hold = true where number = $1', [topSecret]);
const everybody = await loadEverybody(await house.as(author));
const open = await house.file(secret, guest);
const grant = await house.grant(confidential, house.clerk, own.people.general_manager);
await spend(await house.as(house.clerk), { grant, idempotencyKey: randomUUID() });

/** Confidential items by name only, copies of secret ones by the head office, contracts a level higher. */
const stricter = await office.draft(
  author,
  null,
  inGroup((document) => ({
    ...withCell('copy', 'secret', HEADQUARTERS_EXECUTIVE)(document),
    ranges: document.ranges.map((rule) =>
      rule.regime === 'group' && rule.level === 'confidential' ? { ...rule, members: ['person' as const] } : rule,
    ),
    catalogue: document.catalogue.map((entry) =>
      entry.code === 'GS-08.3' ? { ...entry, defaultLevel: 'secret' as const } : entry,
    ),
  })),
);
const run = async (personId: string, rows = true) =>
  dryRunRules(await house.as(personId), { draft: stricter.summary.number, rows });

/** Every answer of `decide` that a draft would change, for every person, item and operation. */
const answersChangedBy = async ({ content }: RuleDraft): Promise<string[]> => {
  const ctx = await house.as(author);
  const after = candidateOf(ctx.rules, null, content);
  const changed: string[] = [];
  for (const company of await house.platform.companies.all()) {
    const { items } = await loadCompany(ctx, company);
    const laws = [lawOf(ctx.rules, company.code), lawOf(after, company.code)];
    for (const { number, facts } of items) {
      for (const actor of everybody.values()) {
        for (const operation of OPERATIONS) {
          const [was, would] = laws.map((law) =>
            decide({ law, operation, item: facts, actor, at: ctx.at, necessity: '—' }),
          );
          if (was === undefined || would === undefined || was.outcome === would.outcome) continue;
          changed.push([actor.personId, number, operation, was.outcome, would.outcome].join(' '));
        }
      }
    }
  }
  return changed.toSorted();
};

/** Not even the head office’s executives know secret items by their office, and nobody takes a confidential one away. */
const forbidding = await office.draft(
  author,
  null,
  inGroup((document) => ({
    ...withCell('copy', 'confidential', NOBODY)(document),
    ranges: document.ranges.map((rule) =>
      rule.regime === 'group' && rule.level === 'secret' ? { ...rule, executivesKnow: false } : rule,
    ),
  })),
);

/** People of other companies copy nothing that is secret; the owner’s own may have it printed, and visitors may have it lent. */
const byApplicant = await office.draft(
  author,
  null,
  inGroup((document) => ({
    ...document,
    approvers: [
      ...document.approvers,
      { ...cell('copy', 'secret', NOBODY), applicant: 'group' },
      { ...cell('print', 'secret', HEADQUARTERS_EXECUTIVE), applicant: 'insider' },
      { ...cell('loan', 'secret', HEADQUARTERS_EXECUTIVE), applicant: 'outsider' },
    ],
  })),
);

test('who asks decides what changes for him: the owner’s people gain the print, guests lose the copy (K-03)', async () => {
  const { rows } = await dryRunRules(await house.as(author), { draft: byApplicant.summary.number, rows: true });
  const changes = rows.filter(({ item }) => item === secret);
  expect(
    changes.filter(({ person }) => person.id === guest).map(({ operation, change }) => `${operation} ${change}`),
  ).toEqual(['copy loss']);
  const gains = changes.filter(({ change }) => change === 'gain');
  expect(new Set(gains.map(({ operation }) => operation))).toEqual(new Set(['print']));
  expect(gains.map(({ person }) => person.id)).toContain(own.people.department_head);
});

test.for([
  { name: 'narrows ranges', draft: stricter },
  { name: 'forbids', draft: forbidding },
  { name: 'tells applicants apart', draft: byApplicant },
])('the rows of a draft that $name are exactly the answers of decide() that differ', async ({ draft }) => {
  const expected = await answersChangedBy(draft);
  const { rows, losses, gains } = await dryRunRules(await house.as(author), {
    draft: draft.summary.number,
    rows: true,
  });
  const told = rows.map((row) =>
    [row.person.id, row.item, row.operation, row.before.outcome, row.after.outcome].join(' '),
  );
  expect(told.toSorted()).toEqual(expected);
  const gained = expected.filter((change) => change.endsWith('denied needs_approval')).length;
  expect([losses.count, gains.count]).toEqual([expected.length - gained, gained]);
  expect(expected.length).toBeGreaterThan(3);
});

test('a department loses its members, a project group its guests; who was shut out has nothing to lose', async () => {
  const losers = new Set((await run(author)).rows.map(({ person }) => person.id));
  expect([member, house.clerk, shutOut].map((id) => losers.has(id))).toEqual([true, true, false]);
});

test('it counts persons and items, and says which requests, copies and default levels would be others', async () => {
  const { losses, rerouted, recalled, relevelled, looked } = await run(author);
  expect(losses.items).toBe(1);
  expect(losses.byOperation.find(({ operation }) => operation === 'view')?.count).toBe(losses.persons);
  expect(rerouted).toEqual({
    count: 1,
    examples: [
      {
        request: open,
        item: secret,
        operation: 'copy',
        level: 'secret',
        before: [expect.objectContaining({ id: own.people.general_manager })],
        after: expect.arrayContaining([expect.objectContaining({ id: headquarters.people.general_manager })]),
      },
    ],
  });
  expect(recalled).toMatchObject({
    count: 1,
    examples: [{ copy: `${confidential}-001`, holder: { id: house.clerk } }],
  });
  expect(relevelled.examples).toEqual([
    { item: confidential, catalogueCode: 'GS-08.3', level: 'confidential', before: 'confidential', after: 'secret' },
  ]);
  expect(looked).toMatchObject({ items: 3, requests: 1, copies: 1 });
});

test('it never tells a title, and shows at most twenty examples', async () => {
  const answer = await run(author);
  expect(JSON.stringify(answer)).not.toContain(TITLE);
  expect(JSON.stringify(answer)).toContain(confidential);
  expect(JSON.stringify(answer)).not.toContain(topSecret);
  expect(answer.losses.examples.length).toBeLessThanOrEqual(20);
  expect((await run(author, false)).rows).toEqual([]);
});

test('a draft that opens something is a gain, and somebody who is in no range gains nothing', async () => {
  const draft = await office.draft(
    author,
    null,
    inGroup((document) => ({
      ...document,
      ranges: document.ranges.map((rule) =>
        rule.regime === 'group' && rule.level === 'top_secret' ? { ...rule, managerKnows: true } : rule,
      ),
    })),
  );
  const { gains, losses, rows } = await dryRunRules(await house.as(author), {
    draft: draft.summary.number,
    rows: true,
  });
  expect(losses.count).toBe(0);
  expect(new Set(rows.map(({ person, item }) => `${person.id} ${item}`))).toEqual(
    new Set([`${own.people.department_head} ${topSecret}`]),
  );
  expect(gains.persons).toBe(1);
});

test('a company’s office tries its own overlay on its own items, and sees nothing of the group’s drafts', async () => {
  const officer = own.people.security_officer;
  const draft = await office.draft(officer, own.code, () => overlayContent({ limits: { maxCopies: 1 } }));
  const answer = await dryRunRules(await house.as(officer), { draft: draft.summary.number, rows: true });
  expect(answer.companies.map(({ code }) => code)).toEqual([own.code]);
  expect(answer).toMatchObject({ losses: { count: 0 }, gains: { count: 0 }, rerouted: { count: 0 } });
  expect(await codeOf(run(officer))).toBe('NOT_FOUND');
  expect(await codeOf(run(guest))).toBe('NOT_FOUND');
  expect(await tracedCode(house, guest, 'rules.tried')).toBe('NOT_FOUND');
  expect(
    await codeOf(
      dryRunRules(await house.as(sister.people.security_officer), { draft: draft.summary.number, rows: false }),
    ),
  ).toBe('NOT_FOUND');
});

test('trying changes nothing: the law in force answers as before', async () => {
  const ctx = await house.as(author);
  const { items } = await loadCompany(ctx, own);
  const answers = (): Decision[] =>
    items.flatMap(({ facts: item }) =>
      [...everybody.values()].map((actor) =>
        decide({ law: lawOf(ctx.rules, own.code), operation: 'view', item, actor, at: ctx.at }),
      ),
    );
  const before = answers();
  await run(author);
  expect(answers()).toEqual(before);
});

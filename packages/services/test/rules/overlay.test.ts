import { allOf, atLeast, HEADQUARTERS_EXECUTIVE, lawOf, OWNER_GENERAL_MANAGER } from '@miji/core';
import type { Approver, Office } from '@miji/core';
import { expect, test } from 'vitest';
import { compareRuleSets, getRuleDraft, listRuleDrafts, publishRuleDraft, startRuleDraft } from '../../src/index.ts';
import { codeOf, openHouse, refusalOf, tracedCode } from '../support/house.ts';
import { cell, overlayContent, ruleOffice, withCell } from './support/rule-office.ts';

const house = await openHouse();
const office = ruleOffice(house);
const { headquarters, own, sister } = house.group;
const author = own.people.security_officer;
const both: Approver = allOf(OWNER_GENERAL_MANAGER, { kind: 'post', company: 'owner', post: 'department_head' });

const lawNow = async (code: string) => {
  const { rules } = await house.as(author);
  return lawOf(rules, code).approval('copy', 'secret', [], 'insider').approver;
};

test('what a company makes stricter is in force for it, and for no other', async () => {
  const { version, scope } = await office.tighten({
    approvers: [cell('copy', 'secret', both)],
    limits: { maxCopies: 2 },
  });
  expect(scope).toBe(own.code);
  expect(await lawNow(own.code)).toEqual(both);
  expect(await lawNow(sister.code)).toEqual(OWNER_GENERAL_MANAGER);

  const { changes } = await compareRuleSets(await house.as(sister.people.staff), {
    kind: 'versions',
    before: version - 1,
    after: version,
  });
  expect(changes.map(({ part, scope: of, key }) => `${of} ${part} ${key}`)).toEqual([
    `${own.code} approvers group copy secret`,
    `${own.code} limits maxCopies`,
  ]);
});

test('what would be looser than the group’s rules is refused with its counterexample, and stays a draft', async () => {
  const anyone: Approver = { kind: 'post', company: 'owner', post: 'staff' };
  const drafted = await office.draft(author, own.code, () =>
    overlayContent({ approvers: [cell('copy', 'secret', anyone)] }),
  );
  const refused = await refusalOf(office.propose(author, drafted));
  expect(refused.code).toBe('RULE_LOOSENED');
  expect(refused.counterexample).toMatchObject({
    company: own.code,
    level: 'secret',
    regimes: [],
    article: 'GS-22',
    question: { kind: 'agreement', operation: 'copy', applicant: 'insider', agreeing: [{ office: anyone, person: 0 }] },
    zh: expect.stringContaining('机密'),
  });
  expect(await tracedCode(house, author, 'rules.proposed')).toBe('RULE_LOOSENED');
  const { summary } = await getRuleDraft(await house.as(author), { draft: drafted.summary.number });
  expect(summary.state).toBe('draft');
});

test('the group cannot tighten past a company’s own rules: the company’s would be looser than it', async () => {
  const hqOfficer = headquarters.people.security_officer;
  const drafted = await office.draft(hqOfficer, null, (content) =>
    content.kind === 'group'
      ? { kind: 'group', document: withCell('copy', 'secret', HEADQUARTERS_EXECUTIVE)(content.document) }
      : content,
  );
  const refused = await refusalOf(office.propose(hqOfficer, drafted));
  expect(refused.code).toBe('RULE_LOOSENED');
  expect(refused.counterexample?.company).toBe(own.code);
});

test('what was strict when it was proposed is checked again when it is published', async () => {
  const proposed = await office.propose(
    author,
    await office.draft(author, own.code, () => overlayContent({ limits: { maxCopies: 15 } })),
  );
  await office.enact((document) => ({ ...document, limits: { ...document.limits, maxCopies: 10 } }));
  expect(await codeOf(office.publish(headquarters.people.general_manager, proposed))).toBe('RULE_LOOSENED');
});

test('an overlay is drafted by its own company’s security officer, and confirmed by the head office', async () => {
  for (const personId of [
    sister.people.security_officer,
    headquarters.people.security_officer,
    own.people.general_manager,
  ]) {
    expect(await codeOf(startRuleDraft(await house.as(personId), { scope: own.code }))).toBe('NOT_ENTITLED');
  }
  const proposed = await office.propose(
    author,
    await office.draft(author, own.code, () => overlayContent({ limits: { maxCopies: 1 } })),
  );
  const { number: draft, revision } = proposed.summary;
  expect(draft).toMatch(/^HYYH-GZ-2026-\d{6}$/);
  const input = { draft, revision, onto: proposed.newestVersion };
  const colleague = await house.group.hire(own, 'security_officer');
  expect(await codeOf(publishRuleDraft(await house.as(colleague), input))).toBe('NOT_ENTITLED');
  expect(await codeOf(publishRuleDraft(await house.as(sister.people.security_officer), input))).toBe('NOT_FOUND');
  await publishRuleDraft(await house.as(headquarters.people.deputy_general_manager), input);
});

test('one publication leaves alone what another has put beside it: the group’s the overlays, an overlay the others', async () => {
  const hqOfficer = headquarters.people.security_officer;
  const early = await office.draft(hqOfficer, null, (content) =>
    content.kind === 'group'
      ? { kind: 'group', document: { ...content.document, limits: { ...content.document.limits, loanDays: 1 } } }
      : content,
  );
  const sisterOfficer = sister.people.security_officer;
  const theirs = await office.draft(sisterOfficer, sister.code, () => overlayContent({ limits: { maxCopies: 3 } }));
  await office.publish(hqOfficer, await office.propose(sisterOfficer, theirs));
  await office.tighten({ limits: { maxCopies: 4 } });
  await office.publish(headquarters.people.general_manager, await office.propose(hqOfficer, early));
  const { rules } = await house.as(author);
  expect(rules.limits.loanDays).toBe(1);
  expect(lawOf(rules, sister.code).limits.maxCopies).toBe(3);
  expect(lawOf(rules, own.code).limits.maxCopies).toBe(4);
});

test('an overlay that says the same twice, or speaks of what the catalogue lacks, is not proposed', async () => {
  const one = cell('copy', 'secret', both);
  const drafted = await office.draft(author, own.code, () =>
    overlayContent({ approvers: [one, one], catalogue: [{ code: 'GS-08.99', defaultLevel: 'secret' }] }),
  );
  const refused = await refusalOf(office.propose(author, drafted));
  expect(refused.code).toBe('RULE_INVALID');
  expect(refused.fields.map(({ field }) => field)).toEqual([
    'approvers.group copy secret',
    `overlays.${own.code} GS-08.99`,
  ]);
});

test('the head office sees the drafts of every company, a company its own', async () => {
  const scopes = async (personId: string) =>
    new Set((await listRuleDrafts(await house.as(personId), {})).entries.map(({ scope }) => scope));
  expect(await scopes(headquarters.people.general_manager)).toEqual(new Set([null, own.code, sister.code]));
  expect(await scopes(author)).toEqual(new Set([own.code]));
  expect(await scopes(sister.people.auditor)).toEqual(new Set([sister.code]));
});

test('a quorum of a company is stricter, and giving it up again for all of its offices is not (RULE_LOOSENED)', async () => {
  const [one, other]: readonly [Office, Office] = [
    { kind: 'post', company: 'owner', post: 'general_manager' },
    { kind: 'post', company: 'owner', post: 'department_head' },
  ];
  await office.enact(withCell('excerpt', 'secret', atLeast<Office>(2, one, other)));
  const three = atLeast<Office>(3, one, other);
  await office.tighten({ approvers: [cell('excerpt', 'secret', three)] });
  const { rules } = await house.as(author);
  expect(lawOf(rules, own.code).approval('excerpt', 'secret', [], 'outsider').approver).toEqual(three);
  const drafted = await office.draft(author, own.code, () =>
    overlayContent({ approvers: [cell('excerpt', 'secret', allOf<Office>(one, other))] }),
  );
  const refused = await refusalOf(office.propose(author, drafted));
  expect(refused.code).toBe('RULE_LOOSENED');
  // One person may hold both offices.
  expect(refused.counterexample?.zh).toContain('（共 1 人）');
});

test('a rule for one kind of applicant stands beside the group’s for everybody (K-03)', async () => {
  const outsider = { ...cell('extend', 'secret', HEADQUARTERS_EXECUTIVE), applicant: 'outsider' } as const;
  const drafted = await office.draft(author, own.code, () => overlayContent({ approvers: [outsider] }));
  expect((await refusalOf(office.propose(author, drafted))).counterexample?.question).toMatchObject({
    applicant: 'outsider',
  });
  const approver: Approver = allOf(OWNER_GENERAL_MANAGER, HEADQUARTERS_EXECUTIVE);
  const { version } = await office.tighten({ approvers: [{ ...outsider, approver }] });
  const { rules } = await house.as(author);
  const law = lawOf(rules, own.code);
  expect(law.approval('extend', 'secret', [], 'outsider').approver).toEqual(approver);
  expect(law.approval('extend', 'secret', [], 'group').approver).toEqual(OWNER_GENERAL_MANAGER);
  const { changes } = await compareRuleSets(await house.as(author), {
    kind: 'versions',
    before: version - 1,
    after: version,
  });
  expect(changes.map(({ scope, key }) => `${scope} ${key}`)).toContain(`${own.code} group extend secret outsider`);
});

import { HEADQUARTERS_EXECUTIVE, NOBODY, OWNER_GENERAL_MANAGER } from '@miji/core';
import { expect, test } from 'vitest';
import {
  currentRules,
  decideRequest,
  discardRuleDraft,
  getRuleDraft,
  getRuleVersion,
  listRuleDrafts,
  listRuleVersions,
  publishRuleDraft,
  returnRuleDraft,
  RuleBook,
  saveRuleDraft,
  startRuleDraft,
} from '../../src/index.ts';
import { codeOf, openHouse, refusalOf, START, tally, tracedCode } from '../support/house.ts';
import { inGroup, ruleOffice, withCell } from './support/rule-office.ts';

const house = await openHouse();
const office = ruleOffice(house);
const { headquarters, own, sister, hire } = house.group;
const author = headquarters.people.security_officer;
const executive = headquarters.people.general_manager;
const second = await hire(headquarters, 'security_officer');
const reader = await hire(own, 'staff');
const maxCopies = (most: number) =>
  inGroup((document) => ({ ...document, limits: { ...document.limits, maxCopies: most } }));

test('whoever drafted, changed or proposed any of it does not publish it; a second person does (CD-26, CF-36)', async () => {
  const drafted = await office.draft(author, null, maxCopies(19));
  const changed = await saveRuleDraft(await house.as(second), {
    draft: drafted.summary.number,
    revision: drafted.summary.revision,
    content: drafted.content,
  });
  const proposed = await office.propose(author, changed);
  expect(proposed.may).toEqual(['return', 'discard']);
  expect(await codeOf(office.publish(author, proposed))).toBe('SEPARATION_OF_DUTIES');
  expect(await codeOf(office.publish(second, proposed))).toBe('SEPARATION_OF_DUTIES');
  expect(await tracedCode(house, second, 'rules.published')).toBe('SEPARATION_OF_DUTIES');
  expect((await currentRules(await house.as(reader))).limits.maxCopies).toBe(20);

  const published = await office.publish(executive, proposed);
  expect(published).toMatchObject({
    scope: null,
    standing: 'current',
    proposedBy: { id: author },
    publishedBy: { id: executive },
  });
  expect((await currentRules(await house.as(reader))).limits.maxCopies).toBe(19);
});

test('a server that was not told of a version overlooks it no longer once it is named', async () => {
  const { clock, db } = house.platform;
  const at = await clock.now();
  const elsewhere = new RuleBook(db);
  const known = Math.max(...(await elsewhere.from(at)).map(({ rules }) => rules.version));
  const proposed = await office.propose(author, await office.draft(author, null, maxCopies(17)));
  const { version } = await office.publish(executive, proposed);
  expect(version).toBeGreaterThan(known);
  // That it has read the version itself, by its number, does not make it part of its list.
  await elsewhere.ofVersion(version, at);
  expect((await elsewhere.from(at)).map(({ rules }) => rules.version)).not.toContain(version);
  expect((await elsewhere.from(await clock.now(), version)).map(({ rules }) => rules.version)).toContain(version);
});

test('whoever keeps the post of one of its authors does not publish it either', async () => {
  const proposed = await office.propose(author, await office.draft(author, null, maxCopies(18)));
  const standIn = await hire(headquarters, 'security_officer');
  await house.superuser.query('update miji.appointment set acting_for = $1 where person_id = $2', [author, standIn]);
  expect((await getRuleDraft(await house.as(standIn), { draft: proposed.summary.number })).may).not.toContain(
    'publish',
  );
  expect(await codeOf(office.publish(standIn, proposed))).toBe('SEPARATION_OF_DUTIES');
});

test('the database itself refuses a version that one person proposed and published', async () => {
  const { rows } = await house.superuser.query<{ version: number }>(
    'select max(version) as version from miji.rule_set',
  );
  const version = rows[0]?.version ?? 0;
  await expect(
    house.superuser.query(
      `insert into miji.rule_set (version, document, effective_from, base_version, proposed_by, published_by, published_at)
       values ($1, '{}', now(), $2, $3, $3, now())`,
      [version + 1, version, author],
    ),
  ).rejects.toThrow('published_by_a_second_person');
});

test('a version is in force from its date on, and every row of the trace names the one in force', async () => {
  const before = (await currentRules(await house.as(reader))).version;
  const from = START.add({ hours: 240 });
  const { version } = await office.enact(
    (document) => ({ ...document, limits: { ...document.limits, maxCopies: 18 } }),
    from.toString({ smallestUnit: 'millisecond' }),
  );
  const versionOfLastEvent = async () => {
    const { rows } = await house.superuser.query<{ rule_set_version: number }>(
      `select rule_set_version from miji.audit_event where action = 'item.proposed' order by position desc limit 1`,
    );
    return rows[0]?.rule_set_version;
  };
  await house.register('secret', [reader]);
  expect(await versionOfLastEvent()).toBe(before);
  await house.setTime(from.subtract({ milliseconds: 1 }));
  expect((await currentRules(await house.as(reader))).version).toBe(before);
  await house.setTime(from);
  expect((await currentRules(await house.as(reader))).version).toBe(version);
  await house.register('secret', [reader]);
  expect(await versionOfLastEvent()).toBe(version);
});

test('nothing is published backdated, nor before what is published already', async () => {
  const at = (await house.as(author)).at;
  const proposed = await office.propose(author, await office.draft(author, null, maxCopies(17)));
  const past = at.subtract({ milliseconds: 1 }).toString({ smallestUnit: 'millisecond' });
  const refused = await refusalOf(office.publish(executive, proposed, past));
  expect(refused).toMatchObject({ code: 'VALIDATION', fields: [{ field: 'effectiveFrom' }] });

  const later = await office.propose(author, await office.draft(author, null, maxCopies(16)));
  const future = at.add({ hours: 48 }).toString({ smallestUnit: 'millisecond' });
  await office.publish(executive, later, future);
  const rival = await office.propose(author, await office.draft(author, null, maxCopies(15)));
  expect(await codeOf(office.publish(executive, rival))).toBe('VERSION_CONFLICT');
  await house.setTime(at.add({ hours: 48 }));
});

test('a draft that another version of the same scope has overtaken is not published over it', async () => {
  const slow = await office.propose(author, await office.draft(author, null, maxCopies(14)));
  await office.enact((document) => ({ ...document, limits: { ...document.limits, loanDays: 2 } }));
  expect(await codeOf(office.publish(executive, slow))).toBe('VERSION_CONFLICT');
  const seen = await getRuleDraft(await house.as(executive), { draft: slow.summary.number });
  expect(seen.overtaken).toBe(true);
  expect(seen.may).toEqual(['return']);
});

test('of two drafts that are published at once one wins, and the other is a VERSION_CONFLICT', async () => {
  const proposals = [
    await office.propose(author, await office.draft(author, null, maxCopies(13))),
    await office.propose(author, await office.draft(author, null, maxCopies(12))),
  ];
  const { entries: before } = await listRuleVersions(await house.as(reader), { limit: 100 });
  const ctx = await house.as(executive);
  const onto = before[0]?.version ?? 0;
  const outcomes = await tally(
    proposals.map(({ summary: { number, revision } }) => publishRuleDraft(ctx, { draft: number, revision, onto })),
  );
  expect(outcomes).toEqual({ done: 1, VERSION_CONFLICT: 1 });
  const { entries: after } = await listRuleVersions(await house.as(reader), { limit: 100 });
  expect(after.length).toBe(before.length + 1);
});

test('whoever publishes has looked at the newest version, or looks again', async () => {
  const { summary } = await office.propose(author, await office.draft(author, null, maxCopies(11)));
  const { number: draft, revision } = summary;
  const input = { draft, revision, onto: 1 };
  expect(await codeOf(publishRuleDraft(await house.as(executive), input))).toBe('VERSION_CONFLICT');
});

test('a publication that cannot be traced has not happened: neither version nor state of the draft', async () => {
  const proposed = await office.propose(author, await office.draft(author, null, maxCopies(10)));
  const { entries: before } = await listRuleVersions(await house.as(reader), { limit: 100 });
  await house.superuser.query('revoke insert on miji.audit_pending from miji_app');
  await expect(office.publish(executive, proposed)).rejects.toThrow(/permission denied/);
  await house.superuser.query('grant insert on miji.audit_pending to miji_app');
  expect((await listRuleVersions(await house.as(reader), { limit: 100 })).entries).toEqual(before);
  const seen = await getRuleDraft(await house.as(executive), { draft: proposed.summary.number });
  expect(seen.summary.state).toBe('proposed');
  await office.publish(executive, proposed);
});

test('a request keeps the route of the version under which it was filed; the next one takes the new', async () => {
  await office.enact(withCell('copy', 'secret', OWNER_GENERAL_MANAGER));
  const item = await house.register('secret', [reader]);
  const early = await house.file(item, reader);
  const { version } = await office.enact(withCell('copy', 'secret', HEADQUARTERS_EXECUTIVE));
  const late = await house.file(item, reader);
  const manager = await house.as(own.people.general_manager);
  await decideRequest(manager, { number: early, decision: 'approve' });
  expect(await codeOf(decideRequest(manager, { number: late, decision: 'approve' }))).toBe('NOT_FOUND');
  await decideRequest(await house.as(executive), { number: late, decision: 'approve' });

  const { rows } = await house.superuser.query<{ number: string; state: string; rule_set_version: number }>(
    'select number, state, rule_set_version from miji.request where number = any ($1) order by filed_at, number',
    [[early, late]],
  );
  expect(rows).toEqual([
    { number: early, state: 'approved', rule_set_version: version - 1 },
    { number: late, state: 'approved', rule_set_version: version },
  ]);
});

test('of two who change a draft at once the second is told, and nothing of the first is lost', async () => {
  const { summary, content } = await office.draft(author, null, maxCopies(9));
  const { number: draft, revision } = summary;
  const outcomes = await tally([
    saveRuleDraft(await house.as(author), { draft, revision, content }),
    saveRuleDraft(await house.as(second), { draft, revision, content }),
  ]);
  expect(outcomes).toEqual({ done: 1, VERSION_CONFLICT: 1 });
});

test('an error keeps a draft from being proposed, not from being saved; an entry that was published never goes away', async () => {
  const drafted = await office.draft(
    author,
    null,
    inGroup((document) => ({ ...document, catalogue: document.catalogue.slice(1) })),
  );
  expect(drafted.findings).toContainEqual(expect.objectContaining({ severity: 'error', key: 'GS-08.1' }));
  const refused = await refusalOf(office.propose(author, drafted));
  expect(refused).toMatchObject({ code: 'RULE_INVALID', fields: [{ field: 'catalogue.GS-08.1' }] });
});

test('a draft of the group leaves alone what a company has made stricter for itself', async () => {
  const refused = await refusalOf(
    office.draft(
      author,
      null,
      inGroup((document) => ({
        ...document,
        overlays: { [own.code]: { catalogue: [], ranges: [], approvers: [], periods: [], limits: {} } },
      })),
    ),
  );
  expect(refused).toMatchObject({ code: 'VALIDATION', fields: [{ field: 'content.document.overlays' }] });
});

test('a proposal that is given back can be changed, proposed again, or laid aside for good', async () => {
  const proposed = await office.propose(author, await office.draft(author, null, maxCopies(8)));
  const { number: draft, revision } = proposed.summary;
  const returned = await returnRuleDraft(await house.as(executive), { draft, revision, reason: '份数过少' });
  expect(returned.summary).toMatchObject({ state: 'draft', returnedBecause: '份数过少', proposedBy: null });
  const again = await office.propose(author, returned);
  const laid = await discardRuleDraft(await house.as(author), { draft, revision: again.summary.revision });
  expect(laid.summary.state).toBe('discarded');
  expect(await codeOf(office.publish(executive, laid))).toBe('VERSION_CONFLICT');
});

test('published rules are for everybody; drafts for the office, the executives and the auditors', async () => {
  const { summary } = await office.draft(author, null, maxCopies(7));
  const draft = summary.number;
  for (const personId of [reader, sister.people.staff]) {
    const ctx = await house.as(personId);
    expect((await getRuleVersion(ctx, { version: 1 })).document.limits.maxCopies).toBe(20);
    expect((await listRuleVersions(ctx, { limit: 1 })).next).not.toBeNull();
    expect(await codeOf(getRuleDraft(ctx, { draft }))).toBe('NOT_FOUND');
    expect(await codeOf(listRuleDrafts(ctx, {}))).toBe('NOT_ENTITLED');
    expect(await codeOf(startRuleDraft(ctx, { scope: null }))).toBe('NOT_ENTITLED');
  }
  // A company's own office sees its own drafts, and not the group's.
  expect(await codeOf(getRuleDraft(await house.as(own.people.security_officer), { draft }))).toBe('NOT_FOUND');
  expect((await listRuleDrafts(await house.as(own.people.security_officer), {})).entries).toEqual([]);
  const auditor = await house.as(headquarters.people.auditor);
  const seen = await getRuleDraft(auditor, { draft });
  expect(seen.may).toEqual([]);
  const input = { draft, revision: seen.summary.revision };
  expect(await codeOf(discardRuleDraft(auditor, input))).toBe('NOT_ENTITLED');
  expect(await codeOf(publishRuleDraft(auditor, { ...input, onto: seen.newestVersion }))).toBe('NOT_ENTITLED');
});

test('what is forbidden by the rules is forbidden from the next request on', async () => {
  const item = await house.register('confidential', [reader]);
  await office.enact((document) =>
    (['confidential', 'secret', 'top_secret'] as const).reduce(
      (rules, level) => withCell('copy', level, NOBODY)(rules),
      document,
    ),
  );
  expect(await codeOf(house.file(item, reader))).toBe('FORBIDDEN_BY_RULE');
});

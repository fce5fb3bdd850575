import { randomUUID } from 'node:crypto';
import { OWNER_GENERAL_MANAGER } from '@miji/core';
import { expect, test } from 'vitest';
import { rulesCoverage } from '../../src/index.ts';
import { codeOf, openHouse } from '../support/house.ts';
import { inGroup, ruleOffice, withCell } from './support/rule-office.ts';

const house = await openHouse();
const { headquarters, own, sister } = house.group;
const coverage = async (personId: string, input: Parameters<typeof rulesCoverage>[1] = {}) =>
  rulesCoverage(await house.as(personId), input);
const officer = own.people.security_officer;

const cellOf = async (operation: string, level: string, regime = 'group', draft?: string) => {
  const { companies } = await coverage(draft === undefined ? officer : headquarters.people.security_officer, {
    company: own.code,
    draft,
  });
  return companies[0]?.cells.find(
    (cell) => cell.operation === operation && cell.level === level && cell.regime === regime,
  );
};

test('a cell is covered while somebody can decide it, and a gap names whom to appoint once nobody can', async () => {
  expect(await cellOf('copy', 'secret')).toMatchObject({
    status: 'covered',
    approver: OWNER_GENERAL_MANAGER,
    appoint: [],
  });
  expect(await cellOf('print', 'secret')).toMatchObject({ status: 'not_set' });
  await house.superuser.query(`update miji.appointment set valid_to = '2026-01-01Z' where person_id = $1`, [
    own.people.general_manager,
  ]);
  expect(await cellOf('copy', 'secret')).toMatchObject({
    status: 'gap',
    appoint: [{ kind: 'post', company: own.name, post: 'general_manager' }],
  });
  expect(await cellOf('copy', 'top_secret')).toMatchObject({ status: 'covered' });
});

test('a draft is held against today’s appointments before it is published', async () => {
  const author = headquarters.people.security_officer;
  await house.superuser.query(
    `update miji.appointment set valid_to = '2026-01-01Z' where company_id = $1 and post = 'project_manager'`,
    [own.id],
  );
  const manager = { kind: 'post', company: 'owner', post: 'project_manager' } as const;
  const draft = await ruleOffice(house).draft(author, null, inGroup(withCell('print', 'secret', manager)));
  expect(await cellOf('print', 'secret', 'group', draft.summary.number)).toMatchObject({
    status: 'gap',
    appoint: [{ kind: 'post', post: 'project_manager' }],
  });
});

test('a quorum needs as many different people, and each kind of applicant has a cell where the rules tell them apart', async () => {
  const author = headquarters.people.security_officer;
  // Nobody is project manager any more.
  const manager = { kind: 'post', company: 'owner', post: 'project_manager' } as const;
  const draft = await ruleOffice(house).draft(
    author,
    null,
    inGroup(withCell('print', 'secret', { kind: 'at_least', count: 2, of: [manager] })),
  );
  const found = () => cellOf('print', 'secret', 'group', draft.summary.number);
  expect(await found()).toMatchObject({ status: 'gap', applicant: null, appoint: [{ post: 'project_manager' }] });
  await house.group.hire(own, 'project_manager');
  await house.group.hire(own, 'project_manager');
  expect(await found()).toMatchObject({ status: 'covered' });

  const { companies } = await coverage(officer, { company: own.code });
  const loans = companies[0]?.cells.filter(
    ({ regime, operation, level }) => regime === 'archive' && operation === 'loan' && level === 'secret',
  );
  // Nobody is general manager any more: visitors get no decision, and everybody else does.
  expect(loans?.map(({ applicant, article }) => `${applicant} ${article}`)).toEqual([
    'insider AR-28',
    'group AR-29',
    'outsider AR-30',
  ]);
  expect(loans?.find(({ applicant }) => applicant === 'outsider')).toMatchObject({
    status: 'gap',
    appoint: [{ kind: 'post', company: own.name, post: 'general_manager' }],
  });
  expect(loans?.find(({ applicant }) => applicant === 'group')).toMatchObject({ status: 'covered' });
});

test('each department that stands needs its head; one that is closed needs none', async () => {
  expect(await cellOf('loan', 'secret', 'archive')).toMatchObject({
    status: expect.stringMatching(/^(covered|gap_for_some)$/),
  });
  const opened = async (name: string, closedAt: string | null) =>
    house.superuser.query(`insert into miji.department (company_id, id, name, closed_at) values ($1, $2, $3, $4)`, [
      own.id,
      randomUUID(),
      name,
      closedAt,
    ]);
  await opened('旧部', '2026-01-01Z');
  expect(await cellOf('loan', 'secret', 'archive')).not.toMatchObject({ status: 'gap' });
  await opened('新部', null);
  expect(await cellOf('loan', 'secret', 'archive')).toMatchObject({
    status: 'gap',
    appoint: [{ kind: 'department_head', department: '新部' }],
  });
});

test('a company’s office sees its own company, the head office’s all, and nobody else any', async () => {
  const codes = async (personId: string) => (await coverage(personId)).companies.map(({ company }) => company.code);
  expect(await codes(officer)).toEqual([own.code]);
  expect(new Set(await codes(headquarters.people.auditor))).toEqual(
    new Set([headquarters.code, own.code, sister.code]),
  );
  expect(await codeOf(coverage(officer, { company: sister.code }))).toBe('NOT_ENTITLED');
  expect(await codeOf(coverage(own.people.staff))).toBe('NOT_ENTITLED');
});

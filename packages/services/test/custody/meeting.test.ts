import { randomUUID } from 'node:crypto';
import type { ParticularsInput } from '@miji/contract';
import { fileRequest as contract } from '@miji/contract';
import { Temporal } from '@miji/core';
import { afterEach, expect, test } from 'vitest';
import {
  confirmMovement,
  getCustodyDesk,
  listMovements,
  recallCopies,
  useGrant as issueCopy,
} from '../../src/index.ts';
import { boundTo } from '../../src/copies/bound-to.ts';
import { decisionDesk } from '../approvals/support/decision-desk.ts';
import { codeOf, openHouse, refusalOf, START } from '../support/house.ts';

const house = await openHouse();
const { own } = house.group;
const { general_manager: manager, custodian, security_officer: officer } = own.people;
const host = await house.group.hire(own, 'staff', '会议主办');
const guest = await house.group.hire(own, 'staff', '参会人');
const stranger = await house.group.hire(own, 'staff', '未指定');
const item = await house.register('secret', [host, guest]);
const { approve, see } = decisionDesk(house);
afterEach(() => house.setTime(START));

const MEETING = {
  name: '三季度风险例会',
  venue: '总部三楼屏蔽会议室',
  safeguards: '无窗，手机存放于门外',
  heldOn: '2026-11-05',
  relay: '传达至各分行行长',
};
const papers: ParticularsInput = { operation: 'copy', meeting: MEETING };
const callTogether = (people: readonly string[], particulars = papers) =>
  house.file(item, host, {
    particulars,
    terms: { recipients: people.map((personId) => ({ personId, copies: 1 })) },
  });

test.each(['name', 'venue', 'safeguards', 'heldOn', 'relay'] as const)(
  'a meeting without its %s is not asked for: where it is held and what is passed on is decided before (CD-13, CD-16)',
  (left) => {
    const asked = { item, purpose: '例会', idempotencyKey: randomUUID() };
    const { [left]: _, ...rest } = MEETING;
    expect(contract.input.safeParse({ ...asked, particulars: papers }).success).toBe(true);
    expect(contract.input.safeParse({ ...asked, particulars: { ...papers, meeting: rest } }).success).toBe(false);
  },
);

test('whoever decides sees place, day and relay; a meeting that is over needs no papers (CD-13, CD-16)', async () => {
  expect((await see(await callTogether([host, guest]), manager)).particulars).toEqual(papers);
  const over = callTogether([host], { operation: 'copy', meeting: { ...MEETING, heldOn: '2026-11-01' } });
  expect(await refusalOf(over)).toMatchObject({
    code: 'VALIDATION',
    fields: [{ field: 'particulars.meeting.heldOn', article: 'CD-13' }],
  });
});

test('nobody attends who may not know: the people of a meeting are named one by one (CD-14)', async () => {
  expect(await codeOf(callTogether([host, stranger]))).toBe('NOT_IN_RANGE');
});

test('each who attends gets a paper of his own, which says so and is to be collected from the day after (CD-15)', async () => {
  const request = await callTogether([host, guest]);
  await approve(request, manager);
  const { grants } = await see(request, manager);
  const mine = grants.find(({ person }) => person.id === guest)?.number ?? '';
  const { copy } = await issueCopy(await house.as(guest), { grant: mine, idempotencyKey: randomUUID() });
  expect(copy.useUntil).toBe(MEETING.heldOn);
  expect(boundTo({ operation: 'copy', particulars: papers })).toBe('会议用件，2026-11-05 会后收回');
  const { entries } = await listMovements(await house.as(guest), { box: 'to_confirm', limit: 10 });
  const receipt = entries.find((one) => one.copy === copy.id);
  await confirmMovement(await house.as(guest), { movement: receipt?.id ?? '', pages: receipt?.given?.pages ?? 1 });

  const collected = async (at: string) => {
    await house.setTime(Temporal.Instant.from(at));
    const desk = await getCustodyDesk(await house.as(custodian), { company: own.code });
    return desk.toCollect.filter((one) => one.copy.id === copy.id).map(({ why }) => why);
  };
  expect(await collected('2026-11-05T15:59:59.999Z')).toEqual([]);
  expect(await collected('2026-11-05T16:00:00Z')).toEqual(['use_over']);
  await recallCopies(house.platform, own.id);
  const { rows } = await house.superuser.query<{ person_id: string }>(
    `select person_id from miji.notice where kind = 'copy_overdue' and subject = $1 order by person_id`,
    [copy.id],
  );
  expect(rows.map(({ person_id }) => person_id)).toEqual([guest, custodian, officer].toSorted());
});

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { liftHold, placeHold, printCopy, useGrant as issueCopy } from '../../src/index.ts';
import { codeOf, openHouse, tracedCode } from '../support/house.ts';
import { whole } from '../support/printed.ts';

const house = await openHouse();
const { own, headquarters } = house.group;
const reader = await house.group.hire(own, 'staff');

test('nothing leaves a held item: a copy issued before is printed only once the hold is lifted (GS-23)', async () => {
  const item = await house.register('secret', [reader]);
  const grant = await house.grant(item, reader, own.people.general_manager);
  const { copy } = await issueCopy(await house.as(reader), { grant, idempotencyKey: randomUUID() });
  const print = async () => printCopy(await house.as(reader), { id: copy.id });
  expect((await whole((await print()).bytes)).length).toBeGreaterThan(0);
  await placeHold(await house.as(own.people.security_officer), { item, reason: '涉诉取证' });
  expect(await codeOf(print())).toBe('ON_HOLD');
  expect(await tracedCode(house, reader, 'copy.printed')).toBe('ON_HOLD');
  await liftHold(await house.as(headquarters.people.security_officer), { item, reason: '取证完毕' });
  expect((await whole((await print()).bytes)).length).toBeGreaterThan(0);
});

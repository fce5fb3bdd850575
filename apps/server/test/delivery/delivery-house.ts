import type { NoticeKind } from '@miji/contract';
import { Temporal } from '@miji/core';
import type { Outgoing, Pace, Platform } from '@miji/services';
import { dispatchOutbox, tell } from '@miji/services';
import { afterAll } from 'vitest';
import { createOutgoing } from '../../src/delivery/outgoing.ts';
import type { ServedHouse } from '../api/support.ts';
import { BASE_URL, openServedHouse } from '../api/support.ts';
import type { PostOffice, RobotHouse } from './receivers.ts';
import { openPostOffice, openRobotHouse } from './receivers.ts';

/** Noon of a working day, in Shanghai. */
export const NOON = Temporal.Instant.from('2026-11-23T12:00:00+08:00');
/** Nothing rests here, and little is tried. */
export const SWIFT: Pace = { attempts: 3, firstRestMs: 0, longestRestMs: 0, leaseMs: 30_000 };

/** The server with everything that goes out of it, and what receives that. */
export interface DeliveryHouse extends ServedHouse {
  readonly office: PostOffice;
  readonly robots: RobotHouse;
  /** sends what is due from the company of the tests */
  send(pace?: Pace, platform?: Platform): Promise<number>;
  /** tells somebody something about a request of that company */
  tell(kind: NoticeKind, to: readonly string[], key: string, level?: 1 | 2 | 3): Promise<void>;
  /** an administrator of that company who is signed in; gives his cookie */
  administrator(): Promise<string>;
}

export const openDeliveryHouse = async (changes: Partial<Outgoing> = {}): Promise<DeliveryHouse> => {
  const [office, robots] = [await openPostOffice(), await openRobotHouse()];
  const { outgoing, close } = createOutgoing({
    baseUrl: BASE_URL,
    mail: { url: office.url, from: 'Miji <miji@bank.example>' },
    localRobots: true,
  });
  afterAll(close);
  const house = await openServedHouse('no-console', { ...outgoing, ...changes });
  const { platform, group } = house;
  await platform.clock.set(NOON);
  const companyId = group.own.id;
  const scope = (at: Temporal.Instant) => ({ companyId, personId: null, principals: [], at });
  return {
    ...house,
    office,
    robots,
    send: (pace = SWIFT, by = platform) => dispatchOutbox(by, companyId, pace),
    tell: async (kind, to, key, level = 2) => {
      const at = await platform.clock.now();
      const request = {
        number: `${group.own.code}-SQ-2026-000001`,
        item_number: `${group.own.code}-2026-000001`,
        level,
        expires_at: at.add({ hours: 24 }),
      };
      await platform.db.transact(scope(at), (tx) => tell(platform, tx, { kind, at, to, request, key }));
    },
    administrator: async () => house.signIn(await house.account(group.own.people.system_administrator)),
  };
};

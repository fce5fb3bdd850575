import { randomUUID } from 'node:crypto';
import { SECRET_LEVELS } from '@miji/core';
import type { SecretLevel } from '@miji/core';
import { itemDraft, personsNamed } from '@miji/testing';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { House } from '../support/house.ts';
import { START } from '../support/house.ts';
import type { Sender } from '../support/http.ts';
import { rest, trpc } from '../support/http.ts';
import type { Bystanders, Numbers, Probe } from './probes.ts';
import { restCall } from './probes.ts';

export const TITLE = '与远帆科技的并购谈判底价';
/** When everybody asks, in either world: the clock tells nothing apart. */
export const ASKED_AT = START.add({ hours: 100 });

/** All that leaves with an answer, but the time at which it did. */
export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: string;
}

export const seen = ({ statusCode, headers, rawPayload }: LightMyRequestResponse): Seen => {
  const { date: _when, ...others } = headers;
  return { status: statusCode, headers: others, bytes: rawPayload.toString('hex') };
};

/** The answers to a probe over both faces. */
export const observe = async (app: FastifyInstance, sender: Sender, probe: Probe): Promise<readonly Seen[]> => [
  seen(await rest(app, sender, restCall(probe))),
  seen(await trpc(app, sender, probe.procedure, probe.input)),
];

/**
 * One house in two states: first a world in which some items were never registered, then the same world in which they were, and were
 * named, confirmed, asked for and copied besides. What is hidden has the numbers that were asked for before there was anything under
 * them, so that every answer can be compared byte by byte.
 */
export const prepareWorlds = async (house: House) => {
  const { group } = house;
  const { own, sister } = group;
  const hire = (name: string) => group.hire(own, 'staff', name);
  const [clerk, reader, outsider, shutOut, revoked, expected] = [
    await hire('经办'),
    await hire('知情'),
    await hire('局外'),
    await hire('被排除'),
    await hire('被撤销'),
    await hire('将知悉'),
  ];
  const guest = await group.hire(sister, 'staff', '外单位');
  const asking = [outsider, shutOut, revoked, expected, guest];
  const { department_head: manager } = own.people;

  const register = async (level: SecretLevel, title: string, readers: readonly string[]): Promise<string> => {
    const range = level === 'top_secret' ? [] : personsNamed(...readers);
    const draft = { ...itemDraft(level, manager), title, range };
    return (await house.as(clerk).items.register(draft)).number;
  };
  // What everybody who asks may know lies on either side of what is hidden, by number, by time and by end.
  const known: string[] = [];
  for (const hour of [1, 3, 5, 7]) {
    await house.setTime(START.add({ hours: hour }));
    known.push(await register('confidential', `谁都知道的第${hour}件`, [...asking, reader]));
  }
  await house.setTime(ASKED_AT);

  const last = Number(known.at(-1)?.slice(-6));
  const running = (number: number) => String(number).padStart(6, '0');
  const hidden = SECRET_LEVELS.map((_, index): Numbers => {
    const item = `${own.code}-2026-${running(last + 1 + index)}`;
    const request = `${own.code}-SQ-2026-${running(1 + index)}`;
    return { item, request, grant: `${request}-G`, copy: `${item}-001` };
  });

  /** Makes the other world. */
  const hide = async (): Promise<void> => {
    const executive = group.headquarters.people.general_manager;
    const reason = '承办此项工作';
    for (const [index, level] of SECRET_LEVELS.entries()) {
      const { item, request, copy } = hidden[index] ?? { item: '', request: '', copy: '' };
      await house.setTime(START.add({ hours: 2 + 2 * index }));
      const number = await register(level, TITLE, [reader]);
      if (number !== item) throw new Error(`${number} is not the number that was asked for`);
      const namer = house.as(level === 'top_secret' ? executive : manager);
      const name = (personId: string, from?: string) =>
        namer.items.name({ number, member: { kind: 'person', personId }, reason, ...(from !== undefined && { from }) });
      if (level === 'top_secret') await name(reader);
      await name(shutOut);
      await namer.items.exclude({ number, personId: shutOut, reason });
      const { entry } = await name(revoked);
      await namer.items.revoke({ number, entryId: entry.id, reason });
      await name(expected, '2027-01-01T00:00:00.000Z');
      await namer.items.confirm({ number, version: 1 });

      const filing = { item, particulars: { operation: 'copy' }, purpose: '用', necessity: '用' } as const;
      const filed = await house.as(reader).requests.file({ ...filing, idempotencyKey: randomUUID() });
      if (filed.number !== request) throw new Error(`${filed.number} is not the request that was asked for`);
      const approver = level === 'top_secret' ? executive : own.people.general_manager;
      house.accounts.confirmBySecondFactor(approver, request);
      await house.as(approver).requests.decide({ number: request, decision: 'approve' });
      const used = await house.as(reader).grants.use({ grant: `${request}-G`, idempotencyKey: randomUUID() });
      if (used.copy.id !== copy) throw new Error(`${used.copy.id} is not the copy that was asked for`);
      await house.as(reader).items.openReading({ number });
    }
    await house.setTime(ASKED_AT);
  };

  const { key, keyId } = await house.as(own.people.system_administrator).serviceKeys.issue({ service: '信贷系统' });
  await house.as(own.people.security_officer).serviceKeys.confirm({ keyId });
  const senders: Readonly<Record<string, Sender>> = {
    'an employee of the owner': { person: outsider },
    'an employee who is shut out of it': { person: shutOut },
    'an employee whose name was taken out of it': { person: revoked },
    'an employee whose name counts later': { person: expected },
    'a guest of a sister company': { person: guest },
    'the general manager of a sister company': { person: sister.people.general_manager },
    'the auditor of a sister company': { person: sister.people.auditor },
    'the owner’s system administrator': { person: own.people.system_administrator },
    'a service of the owner': { key },
    'a service that acts for an employee': { key, onBehalfOf: outsider },
  };
  const bystanders: Bystanders = {
    personId: outsider,
    entryId: randomUUID(),
    known: known[0] ?? '',
    company: own.code,
  };
  return { hide, hidden, known, senders, bystanders, reader, outsider, clerk, manager, register };
};

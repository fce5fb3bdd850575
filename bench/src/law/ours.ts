import { decide, encodeSnapshot, lawOf, openSnapshot, REGULATIONS } from '@miji/core';
import type { LocalAnswer, LocalLaw, SnapshotBody } from '@miji/core';
import type { Decider } from './decider.ts';
import { now } from './decider.ts';
import type { LawWorld } from './world.ts';
import { COMPANY, grantKey } from './world.ts';

export const byDecide: Decider = {
  name: 'decide(), objects',
  reasons: 'code, rule, article, missing, obligations',
  questions: 200_000,
  load({ people, items, grants, at }) {
    const law = lawOf(REGULATIONS, COMPANY.code);
    const live = new Map([...grants].filter(([, { expiresAt }]) => expiresAt.epochMilliseconds > at.epochMilliseconds));
    return now((check) => {
      const actor = people.get(check.personId);
      const item = items.get(check.itemId);
      if (actor === undefined || item === undefined) return false;
      const grant = check.operation === 'view' ? undefined : live.get(grantKey(check));
      return decide({ law, operation: check.operation, item, actor, at, grant }).outcome === 'allowed';
    });
  },
};

const bodies = new WeakMap<LawWorld, string>();

/** The snapshot of a world, as the text that a server sends. */
export const snapshotText = (world: LawWorld): string => {
  const earlier = bodies.get(world);
  if (earlier !== undefined) return earlier;
  const body = encodeSnapshot(
    {
      company: COMPANY,
      rules: [{ from: world.at.subtract({ hours: 1 }), rules: REGULATIONS }],
      classes: [],
      items: [...world.items.values()].map((facts) => ({ number: facts.itemId, facts })),
      actors: [...world.people.values()],
      grants: [...world.grants.values()].map((grant, place) => ({
        number: `HYYH-SQ-2026-${String(place).padStart(6, '0')}-G`,
        item: grant.itemId,
        grant,
      })),
    },
    { cursor: 'bench', at: world.at, lifeMs: 30_000 },
  );
  const text = JSON.stringify(body);
  bodies.set(world, text);
  return text;
};

const opened = (world: LawWorld): LocalLaw => {
  const body: SnapshotBody = JSON.parse(snapshotText(world));
  return openSnapshot(body);
};

const isAllowed = (answer: LocalAnswer): boolean =>
  'known' in answer && answer.known && answer.decision.outcome === 'allowed';

/** As a program asks: with a question made for it. */
export const byQuestion: Decider = {
  name: 'local decider, decide({ person, item, operation, at })',
  reasons: 'code, rule, article, missing, obligations',
  questions: 200_000,
  load(world) {
    const law = opened(world);
    const at = world.at.epochMilliseconds;
    return now(({ personId, itemId, operation }) =>
      isAllowed(law.decide({ person: personId, item: itemId, operation, at })),
    );
  },
};

/** With nothing made at all. */
export const byNames: Decider = {
  name: 'local decider, answer(person, item, operation, at)',
  reasons: 'code, rule, article, missing, obligations',
  questions: 200_000,
  load(world) {
    const law = opened(world);
    const at = world.at.epochMilliseconds;
    return now((check) => isAllowed(law.answer(check.personId, check.itemId, check.operation, at)));
  },
};

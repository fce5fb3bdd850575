import { setTimeout as pause } from 'node:timers/promises';
import type { Story } from '../story.ts';
import type { Shared } from './9-joint-decisions.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PATIENCE_MS = 30_000;
/** On real time a delegation of these seconds shows the same. */
const SHORT_MS = 4_000;

/** A delegation covers what lies there already, and ends with its minute; what nobody decides is refused in the end. */
export const letTimePass = async (story: Story, shared: Shared): Promise<void> => {
  story.tell.chapter('Time: a delegation ends with its minute, and silence is no');
  const { mode } = await story.cast.clockKeeper.miji.clock.read();
  await delegateForAWhile(story, shared, mode);
  if (mode === 'manual') await staySilent(story, shared);
  else
    story.tell.remark(
      'the server runs on real time: a request takes seven days to expire (MIJI_CLOCK=manual shows it)',
    );
};

const nowOf = async ({ cast }: Story): Promise<number> => Date.parse((await cast.clockKeeper.miji.clock.read()).now);
const iso = (ms: number): string => new Date(ms).toISOString();
const copyOf = ({ number }: Shared) =>
  ({ item: number, particulars: { operation: 'copy' }, purpose: '会议使用' }) as const;

const delegateForAWhile = async (story: Story, shared: Shared, mode: 'manual' | 'system'): Promise<void> => {
  const { tell, cast } = story;
  const { reader, bankManager, bankDeputy, clockKeeper } = cast;
  const waiting = await reader.miji.requests.file(copyOf(shared));
  const left = await reader.miji.requests.file(copyOf(shared));
  const end = (await nowOf(story)) + (mode === 'manual' ? 2 * HOUR_MS : SHORT_MS);
  const delegation = await bankManager.miji.delegations.give({
    company: 'HYYH',
    delegateId: bankDeputy.id,
    post: 'general_manager',
    highestLevel: 'secret',
    operations: ['copy'],
    reason: '外出',
    to: iso(end),
  });
  const decided = await tell.granted(
    `${bankDeputy.name} decides ${waiting.number}, which was filed before ${delegation.number} was given`,
    bankDeputy.miji.requests.decide({ number: waiting.number, decision: 'approve' }),
    ({ state }) => [state, 'GS-22'],
  );
  tell.expect(decided.state === 'approved', 'a delegation covers the pending inbox');
  if (mode === 'manual') await clockKeeper.miji.clock.set({ now: iso(end) });
  else await pause(Math.max(0, end - (await nowOf(story)) + 50));
  tell.remark(`it is ${iso(end)}, the end of ${delegation.number}`);
  await tell.refused(
    `${bankDeputy.name} decides ${left.number}`,
    bankDeputy.miji.requests.decide({ number: left.number, decision: 'approve' }),
    'NOT_FOUND',
  );
  await reader.miji.requests.withdraw({ number: left.number });
};

const staySilent = async (story: Story, shared: Shared): Promise<void> => {
  const { tell, cast } = story;
  const { reader, bankManager, clockKeeper } = cast;
  const filed = await reader.miji.requests.file(copyOf(shared));
  const began = Date.parse(filed.filedAt);
  const end = Date.parse(filed.expiresAt);
  tell.remark(`${filed.number} waits for ${bankManager.name}, who says nothing until ${filed.expiresAt}`);
  await clockKeeper.miji.clock.set({ now: iso(began + (end - began) / 2) });
  const reminded = await eventually(async () => {
    const { entries } = await bankManager.miji.notices.list({ unreadOnly: false });
    return entries.some(({ kind, request }) => kind === 'reminder' && request === filed.number);
  });
  tell.exchange(`${bankManager.name} looks into his inbox at half time`, reminded ? 'a reminder' : 'nothing', 'GS-22');
  tell.expect(reminded, 'whoever has to decide is reminded at half of the time');
  await clockKeeper.miji.clock.set({ now: iso(end) });
  await tell.refused(
    `${bankManager.name} approves it ${(end - began) / DAY_MS} days later`,
    bankManager.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    'REQUEST_EXPIRED',
  );
  const { state } = await reader.miji.requests.get({ number: filed.number });
  tell.exchange(`${reader.name} looks at ${filed.number}`, state, 'silence is no');
  tell.expect(state === 'expired', 'what is not decided in time is refused');
};

/** Whether something comes true while one waits: what is told follows an act, and does not hold it up. */
const eventually = async (look: () => Promise<boolean>): Promise<boolean> => {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    if (await look()) return true;
    await pause(500);
  }
  return false;
};

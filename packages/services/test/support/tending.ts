import { CompanyDirectory, RuleBook, tendRequests } from '../../src/index.ts';
import type { Platform } from '../../src/index.ts';
import type { House } from './house.ts';

/** A second server on the same database: it knows nothing of what the first has done but what stands there. */
export const anotherServer = ({ platform }: House): Platform => ({
  ...platform,
  companies: new CompanyDirectory(platform.db),
  rules: new RuleBook(platform.db),
});

/** A round of two servers at once. */
export const tendTwice = async (house: House): Promise<void> => {
  const { own } = house.group;
  await Promise.all([tendRequests(house.platform, own.id), tendRequests(anotherServer(house), own.id)]);
};

/** What people have been told of a request, in the order in which it was told: `kind person`, by the names that a test gives them. */
export const toldOf = async (
  { superuser }: House,
  number: string,
  names: Readonly<Record<string, string>>,
): Promise<readonly string[]> => {
  const { rows } = await superuser.query<{ kind: string; person_id: string }>(
    'select kind, person_id from miji.notice where request_number = $1 order by at, kind, person_id',
    [number],
  );
  const nameOf = (id: string): string => Object.entries(names).find(([, known]) => known === id)?.[0] ?? id;
  return rows.map(({ kind, person_id }) => `${kind} ${nameOf(person_id)}`);
};

/** What has been traced of a request without anybody’s doing, in its order. */
export const tracedBySystem = async (
  { superuser }: House,
  number: string,
): Promise<readonly { readonly action: string; readonly details: Readonly<Record<string, unknown>> }[]> => {
  const { rows } = await superuser.query<{ action: string; details: Record<string, unknown> }>(
    `select action, details from miji.audit_event where subject_id = $1 and actor_kind = 'system' order by position`,
    [number],
  );
  return rows;
};

/** How a request stands in the database, whatever the clock would make of it. */
export const storedOf = async (
  { superuser }: House,
  number: string,
): Promise<{ readonly state: string; readonly stage: string; readonly routed_to: readonly string[] | null }> => {
  const { rows } = await superuser.query<{ state: string; stage: string; routed_to: string[] | null }>(
    'select state, stage, routed_to from miji.request where number = $1',
    [number],
  );
  const [row] = rows;
  if (row === undefined) throw new RangeError(`there is no ${number}`);
  return row;
};

import type { SecondFactors } from '@miji/contract';
import { Refusal } from '@miji/contract';
import type { SecondFactorKind } from '@miji/db';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { Pool } from 'pg';
import type { createAuth } from '../better-auth.ts';
import { SECOND_FACTOR_CALLS_PER_MINUTE } from '../limits.ts';
import type { Lockout } from '../lockout.ts';
import type { Assertions } from './assertions.ts';
import { createAssertions } from './assertions.ts';
import { createEnrolment } from './enrolment.ts';
import type { Enrolment } from './enrolment.ts';
import type { SecondFactorCaller } from './holder.ts';
import { holderOf } from './holder.ts';
import { attemptsOf } from './totp.ts';
import type { Totp } from './totp.ts';
import type { Proofs } from './proofs.ts';
import { relyingPartyOf } from './relying-party.ts';

/** Second factors of people: what they have, what they set up and remove, and how one confirms an act. Errors are `Refusal`s. */
export interface SecondFactor extends Enrolment {
  /** Whether a person has calls left in this minute, with this one counted. */
  mayCall(personId: string): Promise<boolean>;
  of(caller: SecondFactorCaller): Promise<SecondFactors>;
  /** @throws Refusal `SECOND_FACTOR_REQUIRED` where no app is set up, `SECOND_FACTOR_WRONG`, `SECOND_FACTOR_USED`, `LOCKED` */
  confirmByCode(caller: SecondFactorCaller, subject: string, code: string): Promise<SecondFactorKind>;
  /** @throws Refusal `SECOND_FACTOR_REQUIRED` where there is no passkey */
  askPasskey(caller: SecondFactorCaller, subject: string): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** @throws Refusal `SECOND_FACTOR_WRONG`, `LOCKED` */
  confirmByPasskey(caller: SecondFactorCaller, subject: string, response: unknown): Promise<SecondFactorKind>;
}

export interface SecondFactorOptions {
  readonly pool: Pool;
  readonly baseUrl: string;
  readonly lockout: Lockout;
  readonly proofs: Proofs;
  readonly totp: Totp;
  readonly auth: ReturnType<typeof createAuth>;
}

interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly created_at: Date;
  readonly used_at: Date | null;
}

const PASSKEYS = `
  select id, name, created_at, used_at from auth.passkey where user_id = $1 order by created_at, id limit 50`;
const TOTP = 'select coalesce(enrolled_at, now()) as since from auth.two_factor where user_id = $1 and verified';

/** In the table of better-auth's own limits; a window of a minute that begins with the first call in it. */
const CALL = `
  insert into auth.rate_limit as r (key, count, last_request)
  values ('second-factor|' || $1, 1, floor(extract(epoch from now()) * 1000)::bigint)
  on conflict (key) do update
    set count = case when r.last_request < excluded.last_request - 60000 then 1 else r.count + 1 end,
        last_request = case when r.last_request < excluded.last_request - 60000 then excluded.last_request else r.last_request end
  returning count`;

export const createSecondFactor = (options: SecondFactorOptions): SecondFactor => {
  const { pool, lockout, proofs, totp } = options;
  const party = relyingPartyOf(options.baseUrl);
  const assertions: Assertions = createAssertions(pool, party);

  return {
    ...createEnrolment(options, party),
    async mayCall(personId) {
      const { rows } = await pool.query<{ count: number }>(CALL, [personId]);
      return (rows[0]?.count ?? 0) <= SECOND_FACTOR_CALLS_PER_MINUTE;
    },
    async of(caller) {
      const holder = await holderOf(pool, caller);
      const [app, keys] = await Promise.all([
        pool.query<{ since: Date }>(TOTP, [holder.user_id]),
        pool.query<Row>(PASSKEYS, [holder.user_id]),
      ]);
      return {
        totp: app.rows[0]?.since.toISOString() ?? null,
        passkeys: keys.rows.map(({ id, name, created_at: added, used_at: used }) => ({
          id,
          name,
          addedAt: added.toISOString(),
          usedAt: used?.toISOString() ?? null,
        })),
        passkeyHost: party?.id ?? null,
        changeBy: holder.password === null ? 'fresh_sign_in' : 'password',
      };
    },
    async confirmByCode({ personId, sessionId, ...caller }, subject, code) {
      const { user_id: userId } = await holderOf(pool, { personId, sessionId, ...caller });
      const checked = await totp.check(userId, code);
      if (checked.is !== 'right') throw new Refusal(checked.is === 'locked' ? 'LOCKED' : checked.code);
      await proofs.make({ personId, sessionId, subject, kind: 'totp' });
      return 'totp';
    },
    async askPasskey(caller, subject) {
      const { user_id: userId } = await holderOf(pool, caller);
      const asked = await assertions.ask({ userId, sessionId: caller.sessionId, subject });
      if (asked === null) throw new Refusal('SECOND_FACTOR_REQUIRED');
      return asked;
    },
    async confirmByPasskey(caller, subject, response) {
      const { personId, sessionId } = caller;
      const { user_id: userId } = await holderOf(pool, caller);
      const attempt = await lockout.take(attemptsOf(userId));
      if (!attempt.allowed) throw new Refusal('LOCKED');
      if (!(await assertions.check({ userId, sessionId, subject }, response))) throw new Refusal('SECOND_FACTOR_WRONG');
      await lockout.clear(attemptsOf(userId));
      await proofs.make({ personId, sessionId, subject, kind: 'passkey' });
      return 'passkey';
    },
  };
};

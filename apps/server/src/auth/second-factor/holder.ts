import { verifyPassword } from 'better-auth/crypto';
import { ACCOUNT_SUBJECT, Refusal } from '@miji/contract';
import type { Pool } from 'pg';
import { FRESH_SIGN_IN_SECONDS } from '../limits.ts';
import type { Lockout } from '../lockout.ts';
import type { Proofs } from './proofs.ts';

/** Whoever calls, by his session. */
export interface SecondFactorCaller {
  readonly personId: string;
  readonly sessionId: string;
  /** his cookies, for better-auth */
  readonly headers: Headers;
}

/** His account, as it stands now. */
export interface Holder {
  readonly user_id: string;
  readonly email: string;
  readonly password: string | null;
  readonly fresh: boolean;
  readonly factors: number;
}

const FIND = `
  select u.id as user_id, u.email, s.created_at > now() - make_interval(secs => $2) as fresh,
         (select password from auth.account a where a.user_id = u.id and a.provider_id = 'credential') as password,
         (select count(*) from auth.two_factor f where f.user_id = u.id and f.verified)::int
           + (select count(*) from auth.passkey k where k.user_id = u.id)::int as factors
    from auth.session s join auth."user" u on u.id = s.user_id where s.id = $1`;

/** @throws Refusal `UNAUTHENTICATED` where the session has just ended */
export const holderOf = async (pool: Pool, { sessionId }: SecondFactorCaller): Promise<Holder> => {
  const [found] = (await pool.query<Holder>(FIND, [sessionId, FRESH_SIGN_IN_SECONDS])).rows;
  if (found === undefined) throw new Refusal('UNAUTHENTICATED');
  return found;
};

/** What decides whether somebody may change his second factors. */
export interface Doorkeeping {
  readonly pool: Pool;
  readonly lockout: Lockout;
  readonly proofs: Proofs;
}

/**
 * Lets nobody change second factors who merely found an open session: he gives his password, or has signed in a moment ago where he
 * has none. Whoever has a second factor confirms by it as well, else a password alone would be worth as much as the factor.
 *
 * @throws Refusal `PASSWORD_WRONG`, `LOCKED`, `SIGN_IN_AGAIN`, `SECOND_FACTOR_REQUIRED`
 */
export const requireHimself = async (
  { pool, lockout, proofs }: Doorkeeping,
  caller: SecondFactorCaller,
  password: string | undefined,
): Promise<Holder> => {
  const holder = await holderOf(pool, caller);
  if (holder.password === null) {
    if (!holder.fresh) throw new Refusal('SIGN_IN_AGAIN');
  } else {
    if (password === undefined) throw new Refusal('PASSWORD_WRONG');
    const attempt = await lockout.take(holder.email);
    if (!attempt.allowed) throw new Refusal('LOCKED');
    if (!(await verifyPassword({ hash: holder.password, password }))) throw new Refusal('PASSWORD_WRONG');
    await lockout.clear(holder.email);
  }
  const isConfirmed = holder.factors === 0 || (await proofs.take(caller.personId, ACCOUNT_SUBJECT)) !== null;
  if (!isConfirmed) throw new Refusal('SECOND_FACTOR_REQUIRED');
  return holder;
};

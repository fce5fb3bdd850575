import { fileURLToPath } from 'node:url';
import type { PostAs } from '@miji/testing/second-factor';
import type { LightMyRequestResponse } from 'fastify';
import { BASE_URL, openServedHouse } from '../api/support.ts';
import type { ServedHouse } from '../api/support.ts';

/** Where passkeys of the tests' server work: the name of this machine, never its number. */
export const PASSKEY_ORIGIN = BASE_URL.replace('127.0.0.1', 'localhost');

/** Somebody in his session. */
export interface Member {
  readonly personId: string;
  readonly email: string;
  readonly cookie: string;
  /** one call of the routes of sign-in; the path begins behind `/api/auth` */
  call(path: string, body?: object): Promise<LightMyRequestResponse>;
  /** what the test helpers enrol with */
  readonly post: PostAs;
}

export interface SecondFactorHouse extends ServedHouse {
  /** a new member of the bank, signed in */
  member(): Promise<Member>;
  /** the same person in a session of his own */
  inSession(of: { readonly personId: string; readonly email: string }, cookie: string): Member;
  /** signs in by password; with the cookies that came of it */
  password(email: string): Promise<{ readonly answer: LightMyRequestResponse; readonly cookie: string }>;
  code(cookie: string, code: string): Promise<{ readonly answer: LightMyRequestResponse; readonly cookie: string }>;
  proofsOf(personId: string): Promise<readonly Record<string, unknown>[]>;
  /** what the trace says of second factors of a person */
  tracedOf(personId: string): Promise<readonly Record<string, unknown>[]>;
}

export const PASSWORD = 'correct horse battery';

const pairs = (answer: LightMyRequestResponse): string =>
  answer.cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');

export const openSecondFactorHouse = async (): Promise<SecondFactorHouse> => {
  const house = await openServedHouse(fileURLToPath(new URL('./nowhere', import.meta.url)));
  const inSession: SecondFactorHouse['inSession'] = ({ personId, email }, cookie) => {
    const call: Member['call'] = (path, body = {}) => house.post(`/api/auth${path}`, cookie, body);
    return {
      personId,
      email,
      cookie,
      call,
      post: async (path, body) => {
        const answer = await house.post(path, cookie, body);
        if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode} ${answer.body}`);
        return answer.json();
      },
    };
  };
  const sent = async (path: string, payload: object, cookie = '') => {
    const answer = await house.post(path, cookie, payload);
    return { answer, cookie: pairs(answer) };
  };
  return {
    ...house,
    inSession,
    member: async () => {
      const personId = await house.group.hire(house.group.own, 'staff');
      const email = await house.account(personId);
      return inSession({ personId, email }, await house.signIn(email));
    },
    password: (email) => sent('/api/auth/sign-in/email', { email, password: PASSWORD }),
    code: (cookie, code) => sent('/api/auth/sign-in/code', { code }, cookie),
    proofsOf: (personId) =>
      house.behind(
        `select subject, kind, extract(epoch from expires_at - made_at)::int as seconds
           from auth.second_factor_proof where person_id = $1 order by subject`,
        [personId],
      ),
    tracedOf: (personId) =>
      house.behind(
        `select action, outcome, code, details, actor_id from miji.audit_event
          where action like 'second\\_factor.%' and (actor_id = $1 or subject_id = $1::text) order by position`,
        [personId],
      ),
  };
};

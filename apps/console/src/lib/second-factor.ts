import type { RefusalWire, SecondFactors } from '@miji/contract';
import { confirmed, refusalWire, secondFactors } from '@miji/contract';
import { sessionHasEnded } from './session-end.ts';

const BASE = '/api/auth/second-factor';

/** Why one of the routes of sign-in refused something, in the shape in which every other refusal arrives. */
class RefusedError extends Error {
  readonly data: { readonly refusal: RefusalWire };

  constructor(refusal: RefusalWire) {
    super(refusal.code);
    this.data = { refusal };
  }
}

const answered = async (response: Response): Promise<unknown> => {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const refusal = refusalWire.safeParse(body);
  if (!refusal.success) throw new Error(`answered ${response.status}`);
  if (refusal.data.code === 'UNAUTHENTICATED') sessionHasEnded();
  throw new RefusedError(refusal.data);
};

/** One call about second factors. Throws what `RefusalNote` can say. */
export const callSecondFactor = async (path: string, body: object): Promise<unknown> =>
  answered(
    await fetch(BASE + path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

/** By what the person who is signed in may confirm an act. */
export const ownSecondFactors = async (): Promise<SecondFactors> =>
  secondFactors.parse(await answered(await fetch(BASE, { credentials: 'same-origin' })));

/** Confirms one act by the code of an authenticator app. */
export const confirmByCode = async (subject: string, code: string): Promise<void> => {
  confirmed.parse(await callSecondFactor('/acts/code', { subject, code }));
};

export const SECOND_FACTORS = ['second-factors'] as const;

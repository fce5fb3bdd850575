import { z } from 'zod';
import { companyCode, id, instant, requestNumber } from './primitives.ts';

/** By what a person may confirm an act: a one-time code of an authenticator app, or a passkey. */
export const SECOND_FACTOR_KINDS = ['totp', 'passkey'] as const;
export const secondFactorKind = z.enum(SECOND_FACTOR_KINDS);

/** A code as an authenticator app shows it; people type the gap in the middle too. */
export const oneTimeCode = z
  .string()
  .max(20)
  .transform((typed) => typed.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));

const passkeyName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{Cc}*$/u);

/** A passkey of somebody, without its key. */
export const passkey = z.object({
  id,
  name: z.string().max(200).nullable(),
  addedAt: instant,
  usedAt: instant.nullable(),
});

/**
 * What somebody can confirm an act with, and how he shows that it is he who changes that: by his password, or by having signed in a
 * moment ago where he has none; and by a second factor, once he has one.
 */
export const secondFactors = z.object({
  /** since when; null where no authenticator app is set up */
  totp: instant.nullable(),
  passkeys: z.array(passkey).max(50),
  /** the host under which passkeys work; null where the address of this installation allows none */
  passkeyHost: z.string().max(253).nullable(),
  changeBy: z.enum(['password', 'fresh_sign_in']),
});

/** His password, where he has one. */
const shown = z.object({ password: z.string().min(1).max(128).optional() });

export const beginTotp = {
  input: shown,
  /** for the app: the address behind the picture, and the same secret to be typed (base32) */
  output: z.object({ uri: z.string().startsWith('otpauth://').max(1_000), secret: z.string().max(200) }),
};
export const confirmTotp = { input: z.object({ code: oneTimeCode }) };
export const removeTotp = { input: shown };

/** What a browser made of a passkey; the library that reads it checks the rest. */
const credential = z.looseObject({
  id: z.string().max(2_000),
  type: z.literal('public-key'),
  response: z.looseObject({}),
});

export const beginPasskey = { input: shown };
export const finishPasskey = { input: z.object({ name: passkeyName.optional(), response: credential }) };
export const renamePasskey = { input: z.object({ id, name: passkeyName }) };
export const removePasskey = { input: shown.extend({ id }) };

/** What is confirmed: the decision of a request, by its number, or a change of one's own second factors. */
export const ACCOUNT_SUBJECT = 'account';
export const confirmedSubject = z.union([requestNumber, z.literal(ACCOUNT_SUBJECT)]);

export const confirmByCode = { input: z.object({ subject: confirmedSubject, code: oneTimeCode }) };
export const beginConfirmByPasskey = { input: z.object({ subject: confirmedSubject }) };
export const confirmByPasskey = { input: z.object({ subject: confirmedSubject, response: credential }) };
export const confirmed = z.object({ kind: secondFactorKind });

/** The second step of signing in with a password, for whoever has set up an authenticator app. */
export const signInByCode = { input: z.object({ code: oneTimeCode }) };

/** Takes every second factor from somebody who has lost it; he sets up new ones himself. */
export const resetSecondFactor = {
  input: z.object({ company: companyCode, personId: id }),
  /** how many were taken away: the authenticator app and every passkey count one each */
  output: z.object({ removed: z.int() }),
};

export type SecondFactors = z.output<typeof secondFactors>;
export type Passkey = z.output<typeof passkey>;

import type { SecondFactors } from '@miji/contract';
import { confirmed } from '@miji/contract';
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { z } from 'zod';
import { callSecondFactor } from '../../lib/second-factor.ts';

/** The device or the person broke it off: nothing was refused, nothing was done. */
export class PasskeyStoppedError extends Error {}

/** Whether this page, under this address and in this browser, can use passkeys. */
export const passkeysWork = ({ passkeyHost }: SecondFactors): boolean => {
  const { hostname } = window.location;
  const isHere = passkeyHost !== null && (hostname === passkeyHost || hostname.endsWith(`.${passkeyHost}`));
  return isHere && browserSupportsWebAuthn();
};

const asked = z.looseObject({ challenge: z.string().min(1) });
const offered = asked.extend({
  rp: z.looseObject({ name: z.string() }),
  user: z.looseObject({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.looseObject({ alg: z.number(), type: z.literal('public-key') })),
});

const byDevice = async <T>(ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (cause) {
    throw new PasskeyStoppedError('the device gave no answer', { cause });
  }
};

/** Makes a passkey on a device of the person and lets the server know it. */
export const addPasskey = async (password: string | undefined, name: string): Promise<void> => {
  // What else stands in it the browser itself reads and checks.
  const options = offered.parse(await callSecondFactor('/passkeys/begin', { password }));
  const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON;
  const response = await byDevice(() => startRegistration({ optionsJSON }));
  await callSecondFactor('/passkeys/finish', { response, ...(name === '' ? {} : { name }) });
};

/** Confirms one act by a passkey. */
export const confirmByPasskey = async (subject: string): Promise<void> => {
  const options = asked.parse(await callSecondFactor('/acts/passkey/begin', { subject }));
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON;
  const response = await byDevice(() => startAuthentication({ optionsJSON }));
  confirmed.parse(await callSecondFactor('/acts/passkey', { subject, response }));
};

import { passkey } from '@better-auth/passkey';
import { APIError } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { relyingPartyOf } from './relying-party.ts';

const NOT_VERIFIED = { code: 'SECOND_FACTOR_WRONG', message: 'The device did not verify its user' };

/** What better-auth brings for second factors, under the names of our tables. */
export const secondFactorPlugins = (baseUrl: string) => {
  const party = relyingPartyOf(baseUrl);
  return [
    twoFactor({
      issuer: 'Miji',
      twoFactorTable: 'two_factor',
      // Whoever signs in through his company alone has no password; how fresh his sign-in is, is asked before.
      allowPasswordless: true,
      // A code on paper is no second factor: none are made. @see ADR 28
      backupCodeOptions: { customBackupCodesGenerate: () => [] },
      // Attempts are counted for signing in and for acts together, in one place of our own.
      accountLockout: { enabled: false },
      schema: {
        user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
        twoFactor: {
          fields: {
            userId: 'user_id',
            backupCodes: 'backup_codes',
            failedVerificationCount: 'failed_verification_count',
            lockedUntil: 'locked_until',
          },
        },
      },
    }),
    passkey({
      rpName: 'Miji',
      // Where there is no host for passkeys none is ever asked for, see second-factor.ts.
      rpID: party?.id ?? 'localhost',
      origin: [...(party?.origins ?? [])],
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      advanced: { webAuthnChallengeCookie: 'passkey' },
      registration: {
        afterVerification: async ({ verification }) => {
          // The plugin asks for it and does not insist.
          if (verification.registrationInfo?.userVerified !== true) throw APIError.from('BAD_REQUEST', NOT_VERIFIED);
        },
      },
      schema: {
        passkey: {
          fields: {
            publicKey: 'public_key',
            userId: 'user_id',
            credentialID: 'credential_id',
            deviceType: 'device_type',
            backedUp: 'backed_up',
            createdAt: 'created_at',
          },
        },
      },
    }),
  ];
};

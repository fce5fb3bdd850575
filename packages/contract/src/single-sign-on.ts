import { z } from 'zod';
import { companyCode, companyRef, id, instant } from './primitives.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const isIssuer = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  return isSafe && [search, hash, username, password].every((part) => part === '');
};

/**
 * The address under which an identity provider speaks for itself, exactly as its tokens name it: `https`, or `http` on the machine
 * itself where Miji does not run in earnest.
 */
export const issuer = z
  .string()
  .max(500)
  .refine(isIssuer)
  .meta({ examples: ['https://login.hyyh.example/realms/staff'] });

/** The part of an e-mail address behind the `@`. */
export const emailDomain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/)
  .meta({ examples: ['hyyh.example'] });

const visible = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[\x21-\x7e]*$/);

/** The identity provider of a company, without the secret that it shares with Miji: that is never given out. */
export const identityProvider = z.object({
  configurationId: id,
  issuer,
  clientId: visible(200),
  /** only addresses of these domains are believed */
  domains: z.array(emailDomain).min(1).max(20),
  /** who entered it; he cannot confirm it */
  setById: id,
  setAt: instant,
  /** null until a security officer has confirmed it; before that it signs nobody in */
  confirmedAt: instant.nullable(),
});

const company = companyCode.optional();

/** What is set up for a company: what signs people in today, and what waits for a second person. */
export const getSingleSignOn = {
  input: z.object({ company }),
  output: z.object({
    company: companyRef,
    /** where the provider sends people back to: to be entered there */
    callback: z.url().max(1_000),
    confirmed: identityProvider.nullable(),
    waiting: identityProvider.nullable(),
  }),
};

/** Enters a provider; it replaces the one that is there once a second person has confirmed it. */
export const setSingleSignOn = {
  input: z.object({
    company,
    issuer,
    clientId: visible(200),
    clientSecret: visible(1_000),
    domains: z.array(emailDomain).min(1).max(20),
  }),
  output: identityProvider,
};

/** A second person, of the security office, confirms what he has seen. */
export const confirmSingleSignOn = {
  input: z.object({ company, configurationId: id }),
  output: z.object({ confirmed: z.literal(true) }),
};

/** Ends single sign-on for a company at once, with every session of whoever came by it. */
export const removeSingleSignOn = {
  input: z.object({ company }),
  output: z.object({ removed: z.literal(true) }),
};

/** The companies whose people may sign in through their own provider, for the page before signing in: codes and names alone. */
export const singleSignOnCompanies = z.object({
  companies: z.array(companyRef.pick({ code: true, name: true })).max(1_000),
});

export type IdentityProvider = z.output<typeof identityProvider>;
export type SingleSignOnCompany = z.output<typeof singleSignOnCompanies>['companies'][number];

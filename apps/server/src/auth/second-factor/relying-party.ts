import { isIP } from 'node:net';

/** For whom a passkey is made: the host that it is bound to, and the pages from which it may be used. */
export interface RelyingParty {
  readonly id: string;
  readonly origins: readonly string[];
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * The host of the console. A browser binds passkeys to names alone: on this machine that is `localhost`, under any other bare address
 * there are none.
 *
 * @param baseUrl where the console is served
 */
export const relyingPartyOf = (baseUrl: string): RelyingParty | null => {
  const { protocol, hostname, port, origin } = new URL(baseUrl);
  if (LOOPBACK.has(hostname)) {
    return { id: 'localhost', origins: [`${protocol}//localhost${port === '' ? '' : `:${port}`}`] };
  }
  return isIP(hostname.replaceAll(/[[\]]/g, '')) === 0 ? { id: hostname, origins: [origin] } : null;
};

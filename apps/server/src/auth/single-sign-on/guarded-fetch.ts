import type { LookupFunction } from 'node:net';
import { lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { Agent, request as requestHttps } from 'node:https';
import { BlockList, isIP, isIPv6 } from 'node:net';

/** What leaves this machine towards an identity provider, and what comes back. */
export interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}
export type GuardedFetch = (url: URL, outgoing: Outgoing) => Promise<Response>;

export const ANSWER_WITHIN_MS = 5_000;
const ANSWER_MAX_BYTES = 256 * 1024;

/** Where no identity provider stands: this host's neighbours on the wire, the metadata services of clouds, groups, nowhere. */
const closed = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['192.0.0.0', 24],
  ['224.0.0.0', 3],
] as const) {
  closed.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['::', 128],
  ['64:ff9b::', 96],
  ['fe80::', 10],
  ['fd00:ec2::', 32],
  ['ff00::', 8],
] as const) {
  closed.addSubnet(network, bits, 'ipv6');
}
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const isIn = (list: BlockList, address: string): boolean => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/** Whether an address may be spoken to. The company's own network may: that is where its identity provider stands. */
export const isOpenAddress = (address: string, production: boolean): boolean =>
  isIP(address) !== 0 && !isIn(closed, address) && !(production && isIn(loopback, address));

/** Whether an address is spoken to at all: encrypted, or on this machine where Miji does not run in earnest. */
export const isOpenUrl = (url: URL, production: boolean): boolean =>
  url.protocol === 'https:' ||
  (!production && url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname));

const refusedAddress = (): Error => new Error('this address is not spoken to');

/** Looks a name up and gives only what may be spoken to: what was looked at is then what is connected to. */
const openLookup =
  (production: boolean): LookupFunction =>
  (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const open = error === null ? found.filter(({ address }) => isOpenAddress(address, production)) : [];
      const [first] = open;
      if (first === undefined) callback(error ?? refusedAddress(), '', 0);
      else if (options.all === true) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };

/**
 * Fetches from an identity provider: from addresses that may be spoken to alone, without following anywhere else, within five
 * seconds and a quarter of a million bytes.
 *
 * @param production whether this machine itself is closed too
 * @param withinMs how long to wait for the whole answer
 */
export const createGuardedFetch = ({
  production,
  withinMs = ANSWER_WITHIN_MS,
}: {
  readonly production: boolean;
  readonly withinMs?: number;
}): GuardedFetch => {
  const agent = new Agent({ keepAlive: false });
  return (url, { method, headers, body }) =>
    new Promise((resolve, reject) => {
      const literal = url.hostname.replace(/^\[|\]$/g, '');
      if (!isOpenUrl(url, production) || (isIP(literal) !== 0 && !isOpenAddress(literal, production))) {
        reject(refusedAddress());
        return;
      }
      const options = {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
        lookup: openLookup(production),
        signal: AbortSignal.timeout(withinMs),
      };
      const sent = url.protocol === 'https:' ? requestHttps(url, { ...options, agent }) : requestHttp(url, options);
      sent.once('error', reject);
      sent.once('response', (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > ANSWER_MAX_BYTES) sent.destroy(new Error('the answer is too long'));
          else chunks.push(chunk);
        });
        answer.once('error', reject);
        answer.once('end', () => resolve(answerOf(answer.statusCode ?? 502, Buffer.concat(chunks))));
      });
      sent.end(body);
    });
};

/** An answer that sends elsewhere counts as none. */
const answerOf = (status: number, body: Buffer): Response =>
  status >= 200 && status < 300
    ? new Response(status === 204 ? null : body.toString('utf8'), { status })
    : new Response(null, { status: status >= 400 && status < 600 ? status : 502 });

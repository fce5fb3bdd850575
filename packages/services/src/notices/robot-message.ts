import type { RobotWire } from '@miji/contract';
import { createHmac } from 'node:crypto';
import type { RobotPost } from '../platform/outgoing.ts';

type RobotKind = RobotWire['kind'];

/** Something that a robot says: the words, and for a receiver of plain JSON the same as data. */
export interface Saying {
  /** the same for every attempt, so that a receiver can tell what it has already */
  readonly id: string;
  readonly words: string;
  readonly data: Readonly<Record<string, string | null>>;
}

/** Where a robot stands, and what it signs with. */
export interface RobotAddress {
  readonly kind: RobotKind;
  readonly url: string;
  readonly secret: string | null;
}

/** The hosts and paths at which the robots of these houses stand. */
const OFFICIAL: Readonly<
  Record<Exclude<RobotKind, 'plain'>, { readonly hosts: readonly string[]; readonly path: string }>
> = {
  wecom: { hosts: ['qyapi.weixin.qq.com'], path: '/cgi-bin/webhook/send' },
  dingtalk: { hosts: ['oapi.dingtalk.com'], path: '/robot/send' },
  feishu: { hosts: ['open.feishu.cn', 'open.larksuite.com'], path: '/open-apis/bot/v2/hook/' },
};

const LOCAL = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether a robot of this kind may stand at an address: encrypted, and for those of a known house at that house. */
export const isRobotAddress = (kind: RobotKind, address: string, allowsLocal: boolean): boolean => {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (allowsLocal && LOCAL.has(url.hostname)) return url.protocol === 'https:' || url.protocol === 'http:';
  if (url.protocol !== 'https:') return false;
  if (kind === 'plain') return !LOCAL.has(url.hostname);
  const { hosts, path } = OFFICIAL[kind];
  return hosts.includes(url.hostname) && url.port === '' && url.pathname.startsWith(path);
};

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text);
const json = { 'content-type': 'application/json; charset=utf-8' };

/**
 * What is posted so that a robot says something, in the form and with the signature of its house.
 *
 * @param now real time, in milliseconds: the houses refuse signatures that are an hour old
 */
export const robotPost = ({ kind, url, secret }: RobotAddress, saying: Saying, now: number): RobotPost => {
  const target = new URL(url);
  switch (kind) {
    case 'wecom':
      // The key in the address is all there is.
      return { url: target, headers: json, body: JSON.stringify({ msgtype: 'text', text: { content: saying.words } }) };
    case 'dingtalk': {
      if (secret !== null) {
        target.searchParams.set('timestamp', String(now));
        target.searchParams.set('sign', hmac(secret, `${now}\n${secret}`).digest('base64'));
      }
      return { url: target, headers: json, body: JSON.stringify({ msgtype: 'text', text: { content: saying.words } }) };
    }
    case 'feishu': {
      const timestamp = String(Math.floor(now / 1_000));
      // Here the text to be signed is the key, and what is signed is empty.
      const signed = secret === null ? {} : { timestamp, sign: hmac(`${timestamp}\n${secret}`, '').digest('base64') };
      const body = { ...signed, msg_type: 'text', content: { text: saying.words } };
      return { url: target, headers: json, body: JSON.stringify(body) };
    }
    case 'plain': {
      const body = JSON.stringify({ id: saying.id, ...saying.data });
      const timestamp = String(Math.floor(now / 1_000));
      const signature =
        secret === null ? {} : { 'miji-signature': `sha256=${hmac(secret, `${timestamp}.${body}`).digest('hex')}` };
      return {
        url: target,
        headers: { ...json, 'miji-delivery': saying.id, 'miji-timestamp': timestamp, ...signature },
        body,
      };
    }
  }
};

/** What came of a post: null where the robot took it, else why not, in words that hold nothing secret. */
export const robotFailure = (
  robot: RobotAddress,
  { status, body }: { readonly status: number; readonly body: string },
): string | null => {
  if (status < 200 || status >= 300) return `HTTP ${status}`;
  // What an unknown receiver answers is nobody’s business: it may stand inside the house.
  if (robot.kind === 'plain') return null;
  const { code, message } = verdictOf(body);
  if (code === 0) return null;
  return code === null
    ? 'the answer is none of this kind of robot'
    : `${code} ${withoutSecrets(robot, message)}`.trim();
};

/** WeCom and DingTalk answer `errcode` and `errmsg`, Feishu `code` and `msg`; 0 is success. */
const verdictOf = (body: string): { readonly code: number | null; readonly message: string } => {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return { code: null, message: '' };
  }
  const field = (name: string): unknown =>
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined;
  const code = [field('errcode'), field('code'), field('StatusCode')].find((value) => typeof value === 'number');
  const message = [field('errmsg'), field('msg')].find((value) => typeof value === 'string');
  return { code: typeof code === 'number' ? code : null, message: typeof message === 'string' ? message : '' };
};

const SHORTEST_SECRET = 6;

/** A text of somebody else, cut, and without what of the address or the secret it may repeat. */
export const withoutSecrets = ({ url, secret }: Pick<RobotAddress, 'url' | 'secret'>, text: string): string => {
  const { searchParams, pathname, search } = new URL(url);
  const secrets = [url, search, secret ?? '', ...searchParams.values(), pathname.split('/').at(-1) ?? ''];
  return secrets
    .filter((part) => part.length >= SHORTEST_SECRET)
    .reduce((left, part) => left.replaceAll(part, '…'), text)
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300);
};

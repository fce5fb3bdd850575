import type { MijiClient } from '@miji/client';
import { createMijiClient, signIn } from '@miji/client';
import type { Session } from '@miji/client';

export const PASSWORD = 'miji-demo-2026';

/** Who plays a part, by what he is. */
export const PEOPLE = {
  headOfficeManager: 'lu.zhengming@hyjt.example',
  headOfficeDeputy: 'shen.ruolan@hyjt.example',
  headOfficeOfficer: 'he.jing@hyjt.example',
  clockKeeper: 'fang.zhe@hyjt.example',
  bankManager: 'zhou.jianguo@hyyh.example',
  bankDeputy: 'wu.xiaofeng@hyyh.example',
  responsibleManager: 'lin.shuqin@hyyh.example',
  reader: 'zhang.mingyuan@hyyh.example',
  drafter: 'zhao.yinuo@hyyh.example',
  outsider: 'sun.hao@hyyh.example',
  bankAdministrator: 'wei.ran@hyyh.example',
  securityOfficer: 'feng.xue@hyyh.example',
  auditor: 'jiang.ping@hyyh.example',
  custodian: 'qian.li@hyyh.example',
  insurer: 'cao.ying@hybx.example',
  insurerManager: 'han.dong@hybx.example',
  newcomer: 'xu.zhiqiang@hywy.example',
} as const;
export type Part = keyof typeof PEOPLE;

/** Somebody signed in beside the browser: for what has to be so before a person opens a page. */
export interface Player {
  readonly miji: MijiClient;
  /** the cookies of his session, for a browser */
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
}

const cookiesOf = (session: Session): Player['cookies'] =>
  (session.headers()['cookie'] ?? '').split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name, value: value.join('=') };
  });

/** Signs people in, each once: signing in is limited to so many a minute. */
export const assemble = (url: string): ((part: Part) => Promise<Player>) => {
  const players = new Map<Part, Promise<Player>>();
  return (part) => {
    const known = players.get(part);
    if (known !== undefined) return known;
    const player = signIn(url, { email: PEOPLE[part], password: PASSWORD }).then((session) => ({
      miji: createMijiClient({ url, session }),
      cookies: cookiesOf(session),
    }));
    players.set(part, player);
    return player;
  };
};

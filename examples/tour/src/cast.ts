import type { MijiClient, Session } from '@miji/client';
import { createMijiClient, signIn } from '@miji/client';

export const PASSWORD = process.env['MIJI_DEMO_PASSWORD'] ?? 'miji-demo-2026';

/** Somebody of the demonstration group, signed in. */
export interface Player {
  readonly id: string;
  readonly name: string;
  readonly miji: MijiClient;
  readonly session: Session;
  /** the same person on a connection of its own */
  again(): MijiClient;
}

/** Everybody who plays a part. */
export interface Cast {
  readonly url: string;
  readonly reader: Player;
  readonly outsider: Player;
  /** the manager in charge of what is registered: he confirms it */
  readonly responsibleManager: Player;
  readonly bankManager: Player;
  readonly bankDeputy: Player;
  readonly bankAdministrator: Player;
  readonly bankSecurityOfficer: Player;
  readonly bankAuditor: Player;
  readonly insurerManager: Player;
  readonly headOfficeDeputy: Player;
  readonly headOfficeSecurityOfficer: Player;
  readonly clockKeeper: Player;
  readonly bankCustodian: Player;
  readonly secondReader: Player;
}

const enter = async (url: string, email: string): Promise<Player> => {
  const session: Session = await signIn(url, { email, password: PASSWORD });
  const again = (): MijiClient => createMijiClient({ url, session });
  const miji = again();
  const { person } = await miji.session.get();
  return { ...person, miji, session, again };
};

/** Signs everybody in. */
export const assemble = async (url: string): Promise<Cast> => {
  const [
    reader,
    outsider,
    responsibleManager,
    bankManager,
    bankDeputy,
    bankAdministrator,
    bankSecurityOfficer,
    bankAuditor,
    insurerManager,
    headOfficeDeputy,
    headOfficeSecurityOfficer,
    clockKeeper,
    bankCustodian,
    secondReader,
  ] = await Promise.all([
    enter(url, 'zhang.mingyuan@hyyh.example'),
    enter(url, 'sun.hao@hyyh.example'),
    enter(url, 'lin.shuqin@hyyh.example'),
    enter(url, 'zhou.jianguo@hyyh.example'),
    enter(url, 'wu.xiaofeng@hyyh.example'),
    enter(url, 'wei.ran@hyyh.example'),
    enter(url, 'feng.xue@hyyh.example'),
    enter(url, 'jiang.ping@hyyh.example'),
    enter(url, 'han.dong@hybx.example'),
    enter(url, 'shen.ruolan@hyjt.example'),
    enter(url, 'he.jing@hyjt.example'),
    enter(url, 'fang.zhe@hyjt.example'),
    enter(url, 'qian.li@hyyh.example'),
    enter(url, 'zhao.yinuo@hyyh.example'),
  ]);
  return {
    url,
    reader,
    outsider,
    responsibleManager,
    bankManager,
    bankDeputy,
    bankAdministrator,
    bankSecurityOfficer,
    bankAuditor,
    insurerManager,
    headOfficeDeputy,
    headOfficeSecurityOfficer,
    clockKeeper,
    bankCustodian,
    secondReader,
  };
};

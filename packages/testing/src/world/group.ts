import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { FoundingVerbs, WorldPost } from './verbs.ts';
import { WORLD_POSTS } from './verbs.ts';

/** A company of the world: every post filled by one person of its one department. */
export interface WorldCompany {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: 'headquarters' | 'subsidiary';
  readonly departmentId: string;
  readonly people: Readonly<Record<WorldPost, string>>;
}

/** A small group: the head office, the bank that owns what is asked about, and a sister company of it. */
export interface WorldGroup {
  readonly headquarters: WorldCompany;
  readonly own: WorldCompany;
  readonly sister: WorldCompany;
  /** Enters a further person with one post; gives his id. */
  hire(company: WorldCompany, post: WorldPost, name?: string): Promise<string>;
  /** Appoints somebody who is there already; gives the appointment's id. */
  promote(company: WorldCompany, personId: string, post: WorldPost): Promise<string>;
}

/** Everybody took up his post here, long enough ago for any story. */
export const IN_OFFICE_SINCE = Temporal.Instant.from('2020-01-01T00:00:00+08:00');

const SURNAMES = ['赵', '钱', '孙', '李', '周', '冯', '褚', '卫', '蒋', '吴', '郑', '王'] as const;
const PLACES = [
  { code: 'HYJT', kind: 'headquarters', name: '宏远集团', given: '安' },
  { code: 'HYYH', kind: 'subsidiary', name: '宏远银行', given: '平' },
  { code: 'HYBX', kind: 'subsidiary', name: '宏远保险', given: '宁' },
] as const;

/** Founds the group through the verbs themselves, under the regulations. */
export const foundGroup = async <Platform>(verbs: FoundingVerbs<Platform>, platform: Platform): Promise<WorldGroup> => {
  await verbs.enactRegulations(platform, IN_OFFICE_SINCE);

  const promote = async (company: WorldCompany, personId: string, post: WorldPost): Promise<string> => {
    const id = randomUUID();
    const place = { companyId: company.id, departmentId: company.departmentId };
    await verbs.appoint(platform, { id, ...place, personId, post, from: IN_OFFICE_SINCE }, IN_OFFICE_SINCE);
    return id;
  };
  const hire = async (company: WorldCompany, post: WorldPost, name = '陈新'): Promise<string> => {
    const id = randomUUID();
    await verbs.registerPerson(platform, { id, name }, IN_OFFICE_SINCE);
    await promote(company, id, post);
    return id;
  };
  const found = async ({ given, ...place }: (typeof PLACES)[number]): Promise<WorldCompany> => {
    const departmentId = randomUUID();
    const company = { ...place, id: randomUUID(), departmentId };
    await verbs.foundCompany(
      platform,
      { ...company, departments: [{ id: departmentId, name: '综合部' }] },
      IN_OFFICE_SINCE,
    );
    const ids = await Promise.all(
      WORLD_POSTS.map(
        async (post, index) =>
          [post, await hire({ ...company, people: NOBODY }, post, `${SURNAMES[index] ?? '陈'}${given}`)] as const,
      ),
    );
    return { ...company, people: { ...NOBODY, ...Object.fromEntries(ids) } };
  };
  const [headquarters, own, sister] = [await found(PLACES[0]), await found(PLACES[1]), await found(PLACES[2])];
  return { headquarters, own, sister, hire, promote };
};

const NOBODY: Readonly<Record<WorldPost, string>> = {
  general_manager: '',
  deputy_general_manager: '',
  department_head: '',
  security_officer: '',
  custodian: '',
  project_manager: '',
  customer_service_manager: '',
  customer_information_supervisor: '',
  customer_information_specialist: '',
  system_administrator: '',
  auditor: '',
  staff: '',
};

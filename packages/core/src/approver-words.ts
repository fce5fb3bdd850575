import type { Approver, Office, OfficeCompany } from './approver.ts';
import type { Joint, Junction } from './formula.ts';
import { isJoint } from './formula.ts';
import type { Post } from './organisation.ts';
import { POST_NAMES } from './organisation.ts';

/** The languages in which a rule can be said. */
export type RuleLanguage = 'zh' | 'en';

const POST_NAMES_EN: Readonly<Record<Post, string>> = {
  general_manager: 'general manager',
  deputy_general_manager: 'deputy general manager',
  department_head: 'department head',
  security_officer: 'security officer',
  custodian: 'custodian',
  project_manager: 'project manager',
  customer_service_manager: 'customer service manager',
  customer_information_supervisor: 'customer information supervisor',
  customer_information_specialist: 'customer information specialist',
  system_administrator: 'system administrator',
  auditor: 'auditor',
  staff: 'member of staff',
};

/** What a post is called in a language. */
export const postName = (post: Post, language: RuleLanguage): string =>
  language === 'zh' ? POST_NAMES[post] : POST_NAMES_EN[post];

const COMPANY: Readonly<Record<OfficeCompany, Readonly<Record<RuleLanguage, string>>>> = {
  owner: { zh: '密件所属公司', en: 'the owning company’s' },
  headquarters: { zh: '总公司', en: 'the head office’s' },
  requester: { zh: '申请人所在公司', en: 'the requester’s company’s' },
};

/** An office in words: `密件所属公司总经理`, “the owning company’s general manager”. */
export const officeWords = (office: Office, language: RuleLanguage): string => {
  const isChinese = language === 'zh';
  switch (office.kind) {
    case 'post':
      return joinWords(COMPANY[office.company][language], postName(office.post, language), isChinese);
    case 'in_charge':
      return isChinese
        ? `${COMPANY[office.company].zh}分管该项业务的${postName(office.post, 'zh')}`
        : `${COMPANY[office.company].en} ${postName(office.post, 'en')} in charge of this line of business`;
    case 'responsible_manager':
      return isChinese ? '主管人员' : 'the responsible manager';
    case 'requester_department_head':
      return isChinese ? '申请人所在部门负责人' : 'the head of the requester’s department';
    case 'nobody':
      return isChinese ? '任何人均不得批准' : 'nobody may approve';
  }
};

const joinWords = (company: string, post: string, isChinese: boolean): string =>
  isChinese ? `${company}${post}` : `${company} ${post}`;

/**
 * Who has to agree, as the regulation would say it: `总公司总经理或副总经理`, “the head office’s general manager or deputy general
 * manager”.
 *
 * @example
 * ```ts
 * approverSentence(OWNER_GENERAL_MANAGER, 'zh'); // '密件所属公司总经理'
 * ```
 */
export const approverSentence = (approver: Approver, language: RuleLanguage): string =>
  isJoint(approver) ? jointWords(approver, language) : officeWords(approver, language);

const jointWords = (joint: Joint<Office>, language: RuleLanguage): string => {
  const isCounted = joint.kind === 'at_least';
  const shared = isCounted || joint.kind === 'any_of' ? postsOfOneCompany(joint) : null;
  if (shared !== null) {
    const posts = shared.posts.map((post) => postName(post, language));
    const listed = posts.join(isCounted ? COMMA[language] : OR[language]);
    const words = joinWords(COMPANY[shared.company][language], listed, language === 'zh');
    return isCounted ? quorumWords(joint.count, words, language) : words;
  }
  const parts = joint.of.map((part) => {
    const words = approverSentence(part, language);
    const isSeveral = isJoint(part) && (part.kind === 'at_least' || part.of.length > 1);
    return isSeveral && joint.of.length > 1 ? bracketed(words, language) : words;
  });
  if (isCounted) return quorumWords(joint.count, parts.join(COMMA[language]), language);
  return language === 'zh' ? joinChinese(joint.kind, parts) : joinEnglish(joint.kind, parts);
};

const quorumWords = (count: number, holders: string, language: RuleLanguage): string =>
  language === 'zh' ? `${holders}（至少 ${count} 人同意）` : `at least ${count} different people from: ${holders}`;

const COMMA: Readonly<Record<RuleLanguage, string>> = { zh: '、', en: ', ' };
const OR: Readonly<Record<RuleLanguage, string>> = { zh: '或', en: ' or ' };

const bracketed = (words: string, language: RuleLanguage): string =>
  language === 'zh' ? `（${words}）` : `(${words})`;

/** Several posts of one company read better when the company is said once. */
const postsOfOneCompany = (
  joint: Joint<Office>,
): { readonly company: OfficeCompany; readonly posts: readonly Post[] } | null => {
  const offices = joint.of.flatMap((part) => (isJoint(part) || part.kind !== 'post' ? [] : [part]));
  const [first] = offices;
  const isShared = offices.length === joint.of.length && offices.every(({ company }) => company === first?.company);
  return first === undefined || !isShared ? null : { company: first.company, posts: offices.map(({ post }) => post) };
};

const joinChinese = (kind: Junction<Office>['kind'], parts: readonly string[]): string => {
  if (parts.length < 2) return parts.join('');
  if (kind === 'any_of') return parts.join('或');
  return kind === 'all_of' ? `${parts.join('和')}（均须同意）` : `先经${parts.join('，再经')}`;
};

const joinEnglish = (kind: Junction<Office>['kind'], parts: readonly string[]): string => {
  if (parts.length < 2) return parts.join('');
  if (kind === 'any_of') return parts.join(' or ');
  return kind === 'all_of' ? `${parts.join(' and ')} (all of them)` : `first ${parts.join(', then ')}`;
};

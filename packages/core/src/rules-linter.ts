import type { Applicant, Approver, Office } from './approver.ts';
import { APPLICANTS, APPROVED_OPERATIONS, isForbidden } from './approver.ts';
import { DELEGABLE_POSTS } from './delegation.ts';
import type { Quorum } from './formula.ts';
import { isJoint, leavesOf } from './formula.ts';
import { cellKey, rangeKey } from './law.ts';
import { compareLevels, SECRET_LEVELS } from './level.ts';
import type { ApproverCell, Bilingual, MarkRule, RangeRule, RuleDocument } from './rule-set.ts';
import { APPLICANT_WORDS, LEVEL_WORDS } from './rule-words.ts';
import type { RulePart } from './rules-comparison.ts';
import { isAtLeastAsStrict, isSameOffice } from './strictness.ts';

/** How much a finding weighs: an error keeps the rules from being proposed, a warning is to be looked at, a note is a fact. */
export type LintSeverity = 'error' | 'warning' | 'note';

/** What is wrong with an entry of the rules. */
export interface LintFinding extends Bilingual {
  readonly severity: LintSeverity;
  readonly kind: 'duplicate' | 'unreachable' | 'contradictory' | 'not_set' | 'missing';
  readonly part: RulePart;
  readonly key: string;
}

/**
 * What a careful reader would object to: entries that say the same thing twice, that can never be reached, that contradict each other,
 * and cells that nothing sets.
 *
 * @see K-05
 */
export const lintRules = (rules: RuleDocument): readonly LintFinding[] => [
  ...duplicates(rules),
  ...catalogueFindings(rules),
  ...markFindings(rules.marks),
  ...rangeFindings(rules.ranges),
  ...rules.approvers.flatMap(cellFindings),
  ...outdone(rules.approvers),
  ...inversions(rules.approvers),
  ...applicantInversions(rules.approvers),
  ...unset(rules.approvers),
  ...overlayFindings(rules),
];

/** Whether rules may be proposed: nothing that is wrong, whatever else could be better. */
export const isLintFree = (findings: readonly LintFinding[]): boolean =>
  findings.every(({ severity }) => severity !== 'error');

const duplicates = (rules: RuleDocument): readonly LintFinding[] => {
  const parts: readonly [RulePart, readonly string[]][] = [
    ['catalogue', [...rules.catalogue, ...rules.outOfScope].map(({ code }) => code)],
    ['ranges', rules.ranges.map(rangeKey)],
    ['approvers', rules.approvers.map(cellKey)],
    ['periods', rules.periods.map(({ level }) => level)],
    ['rules', rules.rules.map(({ id }) => id)],
  ];
  return parts.flatMap(([part, keys]) =>
    keys
      .filter((key, index) => keys.indexOf(key) !== index)
      .map((key) => ({
        severity: 'error',
        kind: 'duplicate',
        part,
        key,
        zh: `${key} 重复出现，后一条会取代前一条`,
        en: `${key} stands there twice: the second would replace the first`,
      })),
  );
};

const catalogueFindings = ({ catalogue }: RuleDocument): readonly LintFinding[] => {
  const grades = catalogue.filter(({ customerGrade, closed }) => customerGrade !== null && !closed);
  return grades
    .filter(({ customerGrade }, index) => grades.findIndex((other) => other.customerGrade === customerGrade) !== index)
    .map(({ code, customerGrade }) => ({
      severity: 'error',
      kind: 'contradictory',
      part: 'catalogue',
      key: code,
      zh: `${code}：客户等级“${customerGrade}”对应了两个目录条目，无法确定密级`,
      en: `${code}: the grade “${customerGrade}” has two entries, so that its level is not determined (CD-06)`,
    }));
};

/** A mark that says another level than it stands for would be believed: by readers, and where a ledger is read in. */
const markFindings = ({ levelNames }: MarkRule): readonly LintFinding[] =>
  SECRET_LEVELS.filter((level) =>
    SECRET_LEVELS.some(
      (other) =>
        other !== level && (levelNames[level] === levelNames[other] || levelNames[level] === LEVEL_WORDS[other].zh),
    ),
  ).map((level) => ({
    severity: 'error',
    kind: 'contradictory',
    part: 'marks',
    key: level,
    zh: `${LEVEL_WORDS[level].zh}件印制为“${levelNames[level]}”，与另一密级混淆`,
    en: `The mark of ${LEVEL_WORDS[level].en} says “${levelNames[level]}”, which is another level’s name`,
  }));

const rangeFindings = (ranges: readonly RangeRule[]): readonly LintFinding[] => {
  const group = ranges.filter(({ regime }) => regime === 'group');
  const missing = SECRET_LEVELS.filter((level) => !group.some((rule) => rule.level === level)).map(
    (level): LintFinding => ({
      severity: 'error',
      kind: 'missing',
      part: 'ranges',
      key: rangeKey({ regime: 'group', level }),
      zh: `集团规则未规定${LEVEL_WORDS[level].zh}的知晓范围，任何人都无法知悉`,
      en: `The group’s rules say nothing of who may know ${LEVEL_WORDS[level].en}: nobody could`,
    }),
  );
  const unnamed = ranges
    .filter(({ members, namers }) => members.length > 0 && namers.length === 0)
    .map(
      (rule): LintFinding => ({
        severity: 'error',
        kind: 'unreachable',
        part: 'ranges',
        key: rangeKey(rule),
        zh: '可列入人员，但没有人有权写明',
        en: 'Names may stand in the range, but nobody may put one there',
      }),
    );
  const wider = ranges.flatMap((rule) =>
    ranges
      .filter((lower) => lower.regime === rule.regime && compareLevels(lower.level, rule.level) < 0)
      .filter((lower) => isWider(rule, lower))
      .map(
        (lower): LintFinding => ({
          severity: 'error',
          kind: 'contradictory',
          part: 'ranges',
          key: rangeKey(rule),
          zh: `较高密级的知晓范围比${LEVEL_WORDS[lower.level].zh}更宽`,
          en: `A higher level has a wider range than ${LEVEL_WORDS[lower.level].en}`,
        }),
      ),
  );
  return [...missing, ...unnamed, ...wider];
};

/** Whether one rule lets anybody know whom another keeps out: raising a level must not let in anybody. */
const isWider = (rule: RangeRule, lower: RangeRule): boolean =>
  rule.members.some((kind) => !lower.members.includes(kind)) ||
  (rule.managerKnows && !lower.managerKnows) ||
  (rule.executivesKnow && !lower.executivesKnow);

const cellFindings = (cell: ApproverCell): readonly LintFinding[] => {
  const key = cellKey(cell);
  const finding = (rest: Omit<LintFinding, 'part' | 'key'>): LintFinding => ({ part: 'approvers', key, ...rest });
  const offices = leavesOf<Office>(cell.approver);
  const findings: LintFinding[] = [];
  if (isForbidden(cell.approver) && cell.necessityRequired) {
    findings.push(
      finding({
        severity: 'warning',
        kind: 'contradictory',
        zh: '已禁止此项操作，又要求说明必要性',
        en: 'It is forbidden, and yet asks for a necessity',
      }),
    );
  }
  if (!isForbidden(cell.approver) && offices.some(({ kind }) => kind === 'nobody')) {
    findings.push(
      finding({
        severity: 'warning',
        kind: 'unreachable',
        zh: '“任何人均不得批准”与其他审批人并列，永远用不到',
        en: '“Nobody” stands beside other approvers and is never reached',
      }),
    );
  }
  const unable = offices.find((office) => 'post' in office && !DELEGABLE_POSTS.includes(office.post));
  if (unable !== undefined) {
    findings.push(
      finding({
        severity: 'warning',
        kind: 'contradictory',
        zh: '由监督或普通岗位审批：此类岗位不宜决定业务事项',
        en: 'A post of control or of the staff would decide: such posts should not',
      }),
    );
  }
  const quorums = quorumsOf(cell.approver);
  if (quorums.some(isOutOfReach)) {
    findings.push(
      finding({
        severity: 'error',
        kind: 'unreachable',
        zh: '法定人数多于这些职务可能有的人数，永远达不到',
        en: 'The quorum asks for more people than these offices can ever have',
      }),
    );
  }
  if (quorums.some(hasDuplicates)) {
    findings.push(
      finding({
        severity: 'warning',
        kind: 'duplicate',
        zh: '法定人数中同一职务写了两次：每人只计一次，写两次不会多一票',
        en: 'An office stands twice in a quorum: each person counts once, and it gives no second voice',
      }),
    );
  }
  if (hasIdleBranch(cell.approver)) {
    findings.push(
      finding({
        severity: 'warning',
        kind: 'unreachable',
        zh: '“或”中有一项比另一项更严，永远用不到',
        en: 'One alternative is stricter than another and is never needed',
      }),
    );
  }
  return findings;
};

const quorumsOf = (approver: Approver): readonly Quorum<Office>[] => {
  if (!isJoint<Office>(approver)) return [];
  return approver.kind === 'at_least' ? [approver] : approver.of.flatMap(quorumsOf);
};

/** Offices that one person at a time holds in his own right: an item has one responsible manager, a company one general manager. */
const isSole = (office: Office): boolean =>
  office.kind === 'responsible_manager' ||
  ('post' in office && office.post === 'general_manager' && office.company !== 'requester');

/** Whether a quorum asks for more people than could ever hold its offices. */
const isOutOfReach = (quorum: Quorum<Office>): boolean => {
  const offices = leavesOf<Office>(quorum).filter(({ kind }) => kind !== 'nobody');
  if (!offices.every(isSole)) return false;
  // Whoever is in charge of a line as general manager is the general manager.
  const holders = offices.map((office) => ('post' in office ? office.company : office.kind));
  return new Set(holders).size < quorum.count;
};

const hasDuplicates = (quorum: Quorum<Office>): boolean => {
  const offices = leavesOf<Office>(quorum);
  return offices.some((office, index) => offices.findIndex((other) => isSameOffice(other, office)) !== index);
};

/** Whether an alternative is implied by another: whoever satisfies it has satisfied that one already. */
const hasIdleBranch = (approver: Approver): boolean => {
  if (!isJoint(approver)) return false;
  if (approver.of.some(hasIdleBranch)) return true;
  if (approver.kind !== 'any_of') return false;
  return approver.of.some((one, index) =>
    approver.of.some((other, place) => place !== index && isJoint(one) && isAtLeastAsStrict(one, other)),
  );
};

/** What the cells of one place say: for somebody who asks, his own cell before that for everybody. */
const cellFor = (
  cells: readonly ApproverCell[],
  place: Pick<ApproverCell, 'regime' | 'operation' | 'level'>,
  applicant: Applicant,
): ApproverCell | undefined => {
  const here = cells.filter((cell) => isAt(cell, place));
  return here.find((cell) => cell.applicant === applicant) ?? here.find((cell) => cell.applicant === undefined);
};

const isAt = (cell: ApproverCell, place: Pick<ApproverCell, 'regime' | 'operation' | 'level'>): boolean =>
  cell.regime === place.regime && cell.operation === place.operation && cell.level === place.level;

/** A cell for everybody that nobody is left for: each kind of applicant has a cell of his own. */
const outdone = (cells: readonly ApproverCell[]): readonly LintFinding[] =>
  cells
    .filter((cell) => cell.applicant === undefined)
    .filter((cell) => APPLICANTS.every((applicant) => cellFor(cells, cell, applicant)?.applicant === applicant))
    .map((cell) => ({
      severity: 'warning',
      kind: 'unreachable',
      part: 'approvers',
      key: cellKey(cell),
      zh: '各类申请人均另有规定，这一条永远用不到',
      en: 'Every kind of applicant has a rule of his own: this one is never reached',
    }));

/** A higher level must not be easier to take away than a lower one, whoever asks. */
const inversions = (cells: readonly ApproverCell[]): readonly LintFinding[] =>
  cells.flatMap((cell) =>
    SECRET_LEVELS.filter((level) => compareLevels(level, cell.level) < 0)
      .filter((level) =>
        applicantsOf(cell, cells).some((applicant) => {
          const lower = cellFor(cells, { ...cell, level }, applicant);
          return (
            lower !== undefined &&
            ((isForbidden(lower.approver) && !isForbidden(cell.approver)) ||
              (lower.necessityRequired && !cell.necessityRequired))
          );
        }),
      )
      .map((level) => ({
        severity: 'error',
        kind: 'contradictory',
        part: 'approvers',
        key: cellKey(cell),
        zh: `较高密级比${LEVEL_WORDS[level].zh}更容易获准`,
        en: `A higher level is easier to get than ${LEVEL_WORDS[level].en}`,
      })),
  );

/** Whom a cell decides for: one kind of applicant, or all who have no cell of their own. */
const applicantsOf = (cell: ApproverCell, cells: readonly ApproverCell[]): readonly Applicant[] =>
  APPLICANTS.filter((applicant) => cellFor(cells, cell, applicant) === cell);

/**
 * Whoever stands further off must not get by a weaker approval: people of other companies than the owner’s own, and visitors than
 * either.
 *
 * @see K-03
 */
const applicantInversions = (cells: readonly ApproverCell[]): readonly LintFinding[] =>
  cells.flatMap((cell) => {
    if (cell.applicant === undefined) return [];
    const nearer = APPLICANTS.slice(0, APPLICANTS.indexOf(cell.applicant));
    const further = APPLICANTS.slice(APPLICANTS.indexOf(cell.applicant) + 1);
    const outside = (applicant: Applicant) => cellFor(cells, cell, applicant)?.applicant === undefined;
    // Where one of two has no cell of his own, the finding stands at the other’s.
    const pairs = [
      ...nearer.map((near) => [near, cell.applicant] as const),
      ...further.filter(outside).map((far) => [cell.applicant, far] as const),
    ];
    return pairs.flatMap(([near, far]): LintFinding[] =>
      near === undefined || far === undefined || !isEasier(cellFor(cells, cell, far), cellFor(cells, cell, near))
        ? []
        : [
            {
              severity: 'warning',
              kind: 'contradictory',
              part: 'approvers',
              key: cellKey(cell),
              zh: `${APPLICANT_WORDS[far].zh}比${APPLICANT_WORDS[near].zh}更容易获准（K-03）`,
              en: `It is easier for ${APPLICANT_WORDS[far].en} than for ${APPLICANT_WORDS[near].en} (K-03)`,
            },
          ],
    );
  });

/** Whether a cell is strictly weaker than another; what is not set is locked. */
const isEasier = (one: ApproverCell | undefined, other: ApproverCell | undefined): boolean => {
  if (one === undefined || isForbidden(one.approver)) return false;
  if (other === undefined) return true;
  if (other.necessityRequired && !one.necessityRequired) return true;
  return isAtLeastAsStrict(other.approver, one.approver) && !isAtLeastAsStrict(one.approver, other.approver);
};

const unset = (cells: readonly ApproverCell[]): readonly LintFinding[] =>
  APPROVED_OPERATIONS.flatMap((operation) =>
    SECRET_LEVELS.flatMap((level) => {
      const place = { regime: 'group', operation, level } as const;
      const locked = APPLICANTS.filter((applicant) => cellFor(cells, place, applicant) === undefined);
      if (locked.length === 0) return [];
      const isAll = locked.length === APPLICANTS.length;
      const names = (language: 'zh' | 'en') => locked.map((applicant) => APPLICANT_WORDS[applicant][language]);
      return [
        {
          severity: 'note',
          kind: 'not_set',
          part: 'approvers',
          key: cellKey(place),
          zh: `集团规则${isAll ? '' : `对${names('zh').join('、')}`}未规定，除非另有规则约束该件，一律锁定`,
          en: `The group’s rules set nothing${isAll ? '' : ` for ${names('en').join(', ')}`}: locked, unless another regime that binds the item sets it`,
        },
      ];
    }),
  );

const overlayFindings = ({ catalogue, overlays }: RuleDocument): readonly LintFinding[] =>
  Object.entries(overlays).flatMap(([company, overlay]) =>
    overlay.catalogue
      .filter(({ code }) => !catalogue.some((entry) => entry.code === code))
      .map(({ code }) => ({
        severity: 'error',
        kind: 'unreachable',
        part: 'overlays',
        key: `${company} ${code}`,
        zh: `${company} 收紧了目录中没有的条目 ${code}`,
        en: `${company} tightens ${code}, which the catalogue does not have`,
      })),
  );

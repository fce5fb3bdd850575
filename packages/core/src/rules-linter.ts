import type { Approver, Office } from './approver.ts';
import { APPROVED_OPERATIONS } from './approver.ts';
import { isForbidden } from './decide.ts';
import { DELEGABLE_POSTS } from './delegation.ts';
import { isJoint, leavesOf } from './formula.ts';
import { cellKey, rangeKey } from './law.ts';
import { compareLevels, SECRET_LEVELS } from './level.ts';
import { REGIMES } from './regime.ts';
import type { ApproverCell, Bilingual, MarkRule, RangeRule, RuleDocument } from './rule-set.ts';
import { LEVEL_WORDS } from './rule-words.ts';
import type { RulePart } from './rules-comparison.ts';
import { isAtLeastAsStrict } from './rules-monotonicity.ts';

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
  ...inversions(rules.approvers),
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

/** Whether an alternative is implied by another: whoever satisfies it has satisfied that one already. */
const hasIdleBranch = (approver: Approver): boolean => {
  if (!isJoint(approver)) return false;
  if (approver.of.some(hasIdleBranch)) return true;
  if (approver.kind !== 'any_of') return false;
  return approver.of.some((one, index) =>
    approver.of.some((other, place) => place !== index && isJoint(one) && isAtLeastAsStrict(one, other)),
  );
};

/** A higher level must not be easier to take away than a lower one. */
const inversions = (cells: readonly ApproverCell[]): readonly LintFinding[] =>
  cells.flatMap((cell) =>
    cells
      .filter(
        (lower) =>
          lower.regime === cell.regime &&
          lower.operation === cell.operation &&
          compareLevels(lower.level, cell.level) < 0 &&
          ((isForbidden(lower.approver) && !isForbidden(cell.approver)) ||
            (lower.necessityRequired && !cell.necessityRequired)),
      )
      .map((lower) => ({
        severity: 'error',
        kind: 'contradictory',
        part: 'approvers',
        key: cellKey(cell),
        zh: `较高密级比${LEVEL_WORDS[lower.level].zh}更容易获准`,
        en: `A higher level is easier to get than ${LEVEL_WORDS[lower.level].en}`,
      })),
  );

const unset = (cells: readonly ApproverCell[]): readonly LintFinding[] => {
  const set = new Set(cells.map(cellKey));
  return REGIMES.filter((regime) => regime === 'group').flatMap((regime) =>
    APPROVED_OPERATIONS.flatMap((operation) =>
      SECRET_LEVELS.filter((level) => !set.has(cellKey({ regime, operation, level }))).map((level) => ({
        severity: 'note',
        kind: 'not_set',
        part: 'approvers',
        key: cellKey({ regime, operation, level }),
        zh: '集团规则未规定，除非另有规则约束该件，一律锁定',
        en: 'The group’s rules set nothing: locked, unless another regime that binds the item sets it',
      })),
    ),
  );
};

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

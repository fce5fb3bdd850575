import type { Answers } from './answers.ts';
import type { Applicant, ApprovedOperation } from './approver.ts';
import type { Ground } from './ground.ts';
import type { LevelAnswers } from './level-answers.ts';
import type { Operation } from './operation.ts';
import { OF_SECRETS, STOPPED_BY_HOLD } from './operation.ts';

/**
 * The rules themselves, whatever the facts come from: which of the prepared answers is true. It makes nothing and looks nothing up.
 *
 * @see GS-14
 * @see GS-16
 * @see GS-17
 * @see GS-18
 * @see GS-19
 * @see GS-20
 * @see GS-23
 */
export const judge = <T>(answers: Answers<T>, operation: Operation, ground: Ground): T => {
  const level = ground.level();
  if (level === 'declassified') return judgeDeclassified(answers, operation, ground);
  const here = answers.of(level);
  const { knowing } = here.admitted;
  const isExecutive = ground.isExecutive();
  const isNamed = ground.isInRange(here.admitted);
  if (!isNamed && !(isExecutive && knowing.executivesKnow)) {
    return ground.isExcluded() ? here.excluded : here.unknown;
  }
  if (operation !== 'view') return judgeApproved(here, operation, ground, isExecutive);
  if (!isNamed) return here.headquarters;
  const known = knowing.managerKnows && ground.isManager() ? here.byOffice : here.named;
  return isExecutive ? known.reported : known.plain;
};

/** He may know it; may he take something of it away, or have it changed? */
const judgeApproved = <T>(
  here: LevelAnswers<T>,
  operation: ApprovedOperation,
  ground: Ground,
  isExecutive: boolean,
): T => {
  const answers = here.approval(operation, applicantIn(ground));
  if (STOPPED_BY_HOLD.has(operation) && ground.isHeld()) return answers.held;
  if (answers.locked !== null) return answers.locked;
  const refusal = ground.grantRefusal();
  if (refusal === null) return isExecutive ? answers.granted.reported : answers.granted.plain;
  if (refusal !== undefined) return answers.grantRefused.because(refusal);
  return answers.necessity !== null && !ground.isNecessityStated() ? answers.necessity : answers.needed;
};

const applicantIn = (ground: Ground): Applicant => {
  if (ground.isForVisitor()) return 'outsider';
  return ground.isEmployed() ? 'insider' : 'group';
};

/** Its period is over: its range and its owner's people may read and copy it, without asking; nobody else learns of it. */
const judgeDeclassified = <T>(answers: Answers<T>, operation: Operation, ground: Ground): T => {
  const { over } = answers;
  const isKnown =
    ground.isEmployed() ||
    ground.isInRange(answers.of(ground.markedLevel()).admitted) ||
    ground.isExecutive() ||
    ground.isManager();
  if (!isKnown) return over.unknown;
  if (OF_SECRETS.has(operation)) return over.already;
  if (STOPPED_BY_HOLD.has(operation) && ground.isHeld()) return over.held;
  // Nobody needs a grant any more; one that is used all the same gives no more than it says.
  const refusal = operation === 'view' ? undefined : ground.grantRefusal();
  return refusal === null || refusal === undefined ? over.allowed : over.grantRefused.because(refusal);
};

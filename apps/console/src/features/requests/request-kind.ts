import type { RequestSummary, TermsShown } from '@miji/contract';
import type { ApprovedOperation } from '@miji/core';
import { TAKING_OPERATIONS } from '@miji/core';

/** How many copies there are in all. */
export const copiesIn = ({ recipients }: Pick<TermsShown, 'recipients'>): number =>
  recipients.reduce((sum, { copies }) => sum + copies, 0);

/** Whether an operation takes numbered papers out of an item, so that their number matters. */
export const isTaking = (operation: ApprovedOperation): boolean =>
  TAKING_OPERATIONS.some((taking) => taking === operation);

/** Whether there is something that could be cut down: how much, for whom, or until when. */
export const canShorten = ({ operation, change }: RequestSummary): boolean =>
  change === null && operation !== 'destroy';

/** Whether two requests may be decided together: of one operation, one level and one owner, below 绝密. */
export const isAlike = (one: RequestSummary, other: RequestSummary): boolean =>
  one.operation === other.operation &&
  one.level === other.level &&
  one.owner.id === other.owner.id &&
  one.level !== 'top_secret';

import type { ReactNode } from 'react';
import { ConfirmBySecondFactor } from '../../second-factor/confirm-by-second-factor.tsx';
import type { Decision } from './use-decision.ts';

/** Of 绝密: the one-time code or the passkey, given for this request alone, before the decision is sent. */
export const SecondFactor = ({
  number,
  decision,
}: {
  readonly number: string;
  readonly decision: Decision;
}): ReactNode =>
  decision.confirming === null ? null : (
    <ConfirmBySecondFactor subject={number} onConfirmed={decision.confirm} onCancel={decision.cancelConfirm} />
  );

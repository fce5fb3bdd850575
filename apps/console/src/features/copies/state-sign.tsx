import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  ExportOutlined,
  InboxOutlined,
  SwapOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { CopySummary } from '@miji/contract';
import type { CopyState } from '@miji/core';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../lib/session.tsx';
import './state-sign.css';

const SIGNS: Readonly<Record<CopyState, ComponentType>> = {
  held: CheckCircleOutlined,
  lent: ClockCircleOutlined,
  carried_out: ExportOutlined,
  in_transit: SwapOutlined,
  returned: InboxOutlined,
  destroyed: CloseCircleOutlined,
  lost: WarningOutlined,
};

/** What is held lies in a store or is at hand: that makes a difference to whoever looks for it. */
const isStored = ({ state, store }: CopySummary): boolean => state === 'held' && store !== null;

/** The state of a copy as a sign with its word, so that it is told without its colour too; and what is late or open about it. */
export const StateSign = ({ copy }: { readonly copy: CopySummary }): ReactNode => {
  const { t } = useTranslation();
  const now = useNow();
  const Sign = isStored(copy) ? InboxOutlined : SIGNS[copy.state];
  const isLate = copy.dueAt !== null && copy.dueAt < now && (copy.state === 'lent' || copy.state === 'carried_out');
  return (
    <span className={`state-sign state-${copy.state}`}>
      <span aria-hidden="true">
        <Sign />
      </span>{' '}
      {t(isStored(copy) ? 'copies.stored' : `copies.state.${copy.state}`)}
      {copy.movementOpen ? <span className="state-moving"> · {t('copies.moving')}</span> : null}
      {isLate ? <strong className="state-late"> · {t('copies.past_due')}</strong> : null}
    </span>
  );
};

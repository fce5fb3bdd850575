import type { EffectiveLevel } from '@miji/core';
import type { ReactNode } from 'react';

interface Props {
  readonly mark: string;
  readonly level: EffectiveLevel;
  /** what stands below the mark, such as number and title */
  readonly children?: ReactNode;
}

/** The mark as it is printed, at the head of everything that carries it. */
export const MarkHead = ({ mark, level, children }: Props): ReactNode => (
  <div className={`mark-head mark-${level}`}>
    <div className="mark" lang="zh-CN">
      {mark}
    </div>
    {children === undefined ? null : <div className="under">{children}</div>}
  </div>
);

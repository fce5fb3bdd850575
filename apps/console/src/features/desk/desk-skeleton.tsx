import { Skeleton } from 'antd';
import type { ReactNode } from 'react';

const CARDS = ['to-do', 'holding', 'due', 'mine'];

/** The desk's shape before its lines are there. */
export const DeskSkeleton = (): ReactNode => (
  <div className="desk">
    {CARDS.map((card) => (
      <div key={card} className="card">
        <Skeleton active title={{ width: 120 }} paragraph={{ rows: 3 }} />
      </div>
    ))}
  </div>
);

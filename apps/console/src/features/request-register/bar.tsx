import type { ReactNode } from 'react';

interface Props {
  readonly value: number;
  /** what the longest bar stands for */
  readonly most: number;
  readonly children: ReactNode;
  /** hatched, so that the second of two series is told apart without colour */
  readonly light?: boolean;
}

/** A figure in words, and drawn below them: the bar is for the eye alone. */
export const Bar = ({ value, most, children, light }: Props): ReactNode => (
  <span className="figures-bar">
    <span className="number">{children}</span>
    <i
      aria-hidden="true"
      className={light === true ? 'figures-bar-light' : undefined}
      style={{ inlineSize: value === 0 ? 0 : `max(2px, ${(value / most) * 100}%)` }}
    />
  </span>
);

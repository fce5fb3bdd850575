import { useId } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly title: ReactNode;
  readonly extra?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A titled card that a screen reader finds as a region. */
export const Section = ({ title, extra, className = '', children }: Props): ReactNode => {
  const heading = useId();
  return (
    <section className={`card ${className}`} aria-labelledby={heading}>
      <header className="row section-head">
        <h2 id={heading} className="grow">
          {title}
        </h2>
        {extra}
      </header>
      {children}
    </section>
  );
};

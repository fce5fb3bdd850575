import type { ReactNode } from 'react';

/** Numbers of items, requests and copies, days and minutes: what loses its meaning when a line ends in the middle of it. */
const WHOLE = /([A-Z]{2,8}(?:-SQ)?-\d{4}-\d{6}(?:-\w{1,6})?|\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?)/;

/** A sentence whose numbers and days stay on one line. */
export const Unbroken = ({ children }: { readonly children: string }): ReactNode =>
  children.split(WHOLE).map((part, index) =>
    // What the pattern matched stands at the odd places.
    index % 2 === 1 ? (
      <span key={`${index} ${part}`} className="number">
        {part}
      </span>
    ) : (
      part
    ),
  );

import type { ReactNode } from 'react';

/** Numbers of items, requests and copies, days and minutes: what loses its meaning when a line ends in the middle of it. */
const WHOLE = /[A-Z]{2,8}(?:-SQ)?-\d{4}-\d{6}(?:-\w{1,6})?|\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?/g;

/** A sentence whose numbers and days stay on one line. */
export const Unbroken = ({ children }: { readonly children: string }): ReactNode => {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { 0: whole, index } of children.matchAll(WHOLE)) {
    parts.push(
      children.slice(end, index),
      <span key={index} className="number">
        {whole}
      </span>,
    );
    end = index + whole.length;
  }
  return [...parts, children.slice(end)];
};

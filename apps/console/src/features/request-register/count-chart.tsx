import type { ReactNode } from 'react';
import { Bar } from './bar.tsx';

interface Props {
  readonly caption: string;
  readonly of: string;
  readonly count: string;
  readonly rows: readonly { readonly key: string; readonly label: ReactNode; readonly count: number }[];
}

/** How many of each kind, in bars of one scale. */
export const CountChart = ({ caption, of, count, rows }: Props): ReactNode => {
  const most = Math.max(0, ...rows.map((row) => row.count));
  return (
    <table className="figures-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          <th scope="col">{count}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            <td>
              <Bar value={row.count} most={most}>
                {row.count}
              </Bar>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

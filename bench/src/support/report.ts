/** What one measurement found: a table, and what it means. */
export interface Finding {
  readonly title: string;
  /** what was done, in a sentence or two */
  readonly setting: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** what follows, the goal it is held against, and what is missing */
  readonly meaning: readonly string[];
}

/** A number as it is read: no digit that the measurement does not carry. */
export const rounded = (value: number): string => {
  if (value >= 1_000) return Math.round(Number(value.toPrecision(3))).toLocaleString('en');
  return value
    .toPrecision(3)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
};

const line = (cells: readonly (string | number)[]): string =>
  `| ${cells.map((cell) => (typeof cell === 'number' ? rounded(cell) : cell)).join(' | ')} |`;

/** A finding in Markdown. */
export const inMarkdown = ({ title, setting, columns, rows, meaning }: Finding): string =>
  [
    `## ${title}`,
    '',
    setting,
    '',
    line(columns),
    line(columns.map((_, index) => (index === 0 ? '---' : '--:'))),
    ...rows.map(line),
    '',
    ...meaning.map((sentence) => `- ${sentence}`),
    '',
  ].join('\n');

/** A report with the section of a finding written anew; where there was none, before the others. */
export const replaceSection = (report: string, finding: Finding): string => {
  const written = inMarkdown(finding);
  const sections = report.split(/^(?=## )/m);
  const title = `## ${finding.title}\n`;
  const place = sections.findIndex((section) => section.startsWith(title));
  if (place >= 0) sections[place] = `${written}\n`;
  else sections.splice(1, 0, `${written}\n`);
  return sections.join('');
};

import type { CoverageCell } from '@miji/contract';
import type { ApprovedOperation, Regime } from '@miji/core';
import { APPLICANT_SHORT, APPROVED_OPERATIONS, approverSentence, OPERATION_WORDS, SECRET_LEVELS } from '@miji/core';
import { Grid } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { LevelTag } from '../../ui/index.ts';
import type { CompanyCoverage } from './coverage-words.ts';
import { isGap, SIGNS } from './coverage-words.ts';

/** How one cell stands: a sign and a word; who approves, in its title. */
const Status = ({ cell }: { readonly cell: CoverageCell }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { status, approver, article } = cell;
  const who =
    approver === null ? undefined : `${approverSentence(approver, language === 'en' ? 'en' : 'zh')} · ${article}`;
  return (
    <span className={`cover cover-${status}`} title={who}>
      <span aria-hidden="true">{SIGNS[status]}</span> {t(`rules.coverage.short.${status}`)}
    </span>
  );
};

/** How a place stands: at once where everybody is alike, otherwise for each kind of applicant. */
const Statuses = ({ cells }: { readonly cells: readonly CoverageCell[] }): ReactNode => {
  const { language } = useLanguage();
  const lang = language === 'en' ? 'en' : 'zh';
  return cells.map((cell) => (
    <span key={cell.applicant} className={cell.applicant === null ? undefined : 'cover-apart'}>
      {cell.applicant === null ? null : <span className="cover-who soft">{APPLICANT_SHORT[cell.applicant][lang]}</span>}
      <Status cell={cell} />
    </span>
  ));
};

interface Props {
  readonly companies: readonly CompanyCoverage[];
  readonly regime: Regime;
  readonly onlyGaps: boolean;
}

/** Companies in rows, operations and levels in columns; on a phone, a card for each company. */
export const CoverageMap = ({ companies, regime, onlyGaps }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const wide = Grid.useBreakpoint().md === true;
  const find = ({ cells }: CompanyCoverage, operation: ApprovedOperation, level: (typeof SECRET_LEVELS)[number]) =>
    cells.filter((cell) => cell.regime === regime && cell.operation === operation && cell.level === level);
  const name = (operation: ApprovedOperation): string => OPERATION_WORDS[operation][language === 'en' ? 'en' : 'zh'];
  const hasGap = (company: CompanyCoverage, operation: ApprovedOperation): boolean =>
    company.cells.some((cell) => cell.regime === regime && cell.operation === operation && isGap(cell));
  const rows = onlyGaps
    ? companies.filter((company) => APPROVED_OPERATIONS.some((operation) => hasGap(company, operation)))
    : companies;
  const operations = onlyGaps
    ? APPROVED_OPERATIONS.filter((operation) => rows.some((company) => hasGap(company, operation)))
    : APPROVED_OPERATIONS;
  if (rows.length === 0) return <p className="empty-note">{t('rules.coverage.no_gaps')}</p>;

  if (!wide) {
    return (
      <div className="stack">
        {rows.map((company) => (
          <section key={company.company.id} className="cover-card" aria-label={company.company.name}>
            <h3>{company.company.name}</h3>
            <ul className="plain-list">
              {operations.map((operation) => (
                <li key={operation}>
                  <strong>{name(operation)}</strong>
                  <div className="row">
                    {SECRET_LEVELS.map((level) => (
                      <span key={level} className="row">
                        <LevelTag level={level} />
                        <Statuses cells={find(company, operation, level)} />
                      </span>
                    ))}
                  </div>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    );
  }
  return (
    // The map is wider than a window, and is moved with the arrow keys too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard
    <section className="cover-scroll" tabIndex={0} aria-label={t('rules.coverage.map')}>
      <table className="cover-map">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t('rules.coverage.company')}
            </th>
            {operations.map((operation) => (
              <th key={operation} scope="colgroup" colSpan={SECRET_LEVELS.length}>
                {name(operation)}
              </th>
            ))}
          </tr>
          <tr>
            {operations.flatMap((operation) =>
              SECRET_LEVELS.map((level) => (
                <th key={`${operation} ${level}`} scope="col" className="cover-level">
                  {t(`common.level.${level}`)}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((company) => (
            <tr key={company.company.id}>
              <th scope="row">{company.company.name}</th>
              {operations.flatMap((operation) =>
                SECRET_LEVELS.map((level) => (
                  <td key={`${operation} ${level}`}>
                    <Statuses cells={find(company, operation, level)} />
                  </td>
                )),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

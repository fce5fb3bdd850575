import type { HandoverLine } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { REFUSAL_CODES } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useLanguage } from '../../lib/language.ts';
import { GoLink, LevelTag } from '../../ui/index.ts';

const hrefOf = ({ kind, subject }: HandoverLine): string => {
  if (kind === 'copy') return paths.copy(subject);
  return kind === 'loan' ? paths.loan(subject) : paths.stores();
};

/** Why something cannot go over, in words. */
const Obstacle = ({ line }: { readonly line: HandoverLine }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const known = REFUSAL_CODES.find((one) => one === line.obstacle);
  const words = known === undefined ? t('handovers.obstacle') : sentenceFor(known, language);
  return (
    <span className="handover-obstacle">
      {line.kind === 'store' && known === 'NOT_KEEPER' ? t('handovers.obstacle_store') : words}
    </span>
  );
};

/** What stands on a name: copies, loans, stores. */
export const HandoverLines = ({ lines }: { readonly lines: readonly HandoverLine[] }): ReactNode => {
  const { t } = useTranslation();
  return (
    <table className="handover-lines">
      <thead>
        <tr>
          <th scope="col">{t('handovers.field.kind')}</th>
          <th scope="col">{t('handovers.field.subject')}</th>
          <th scope="col">{t('handovers.field.level')}</th>
          <th scope="col">{t('handovers.field.pages')}</th>
          <th scope="col">{t('handovers.field.obstacle')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.kind} ${line.subject}`}>
            <td>{t(`handovers.kind.${line.kind}`)}</td>
            <td>
              <GoLink href={hrefOf(line)} className="number">
                {line.subject}
              </GoLink>
            </td>
            <td>{line.level === null ? null : <LevelTag level={line.level} />}</td>
            <td>{line.pages === null ? null : t('handovers.pages', { count: line.pages })}</td>
            <td>{line.obstacle === null ? null : <Obstacle line={line} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

import type { IncidentDraft } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoLink, Minute, PersonName, Unbroken } from '../../ui/index.ts';
import { useFactsInWords } from './facts-in-words.ts';

/** Something that has to be looked into: what it is about, who was involved, and the facts as far as the register knows them. */
export const IncidentLine = ({ incident }: { readonly incident: IncidentDraft }): ReactNode => {
  const { t } = useTranslation();
  const inWords = useFactsInWords();
  const { number, kind, item, copy, loan, person, draftedAt } = incident;
  return (
    <li className="incident">
      <div className="row">
        <strong>{t(`incidents.kind.${kind}`)}</strong>
        <span className="number">{number}</span>
        <span className="soft">{t('incidents.draft')}</span>
      </div>
      <div>
        <Unbroken>{inWords(incident)}</Unbroken>
      </div>
      <div className="row soft">
        {copy === null ? (
          <GoLink href={paths.copies({ item })} className="number">
            {item}
          </GoLink>
        ) : (
          <GoLink href={paths.copy(copy)} className="number">
            {copy}
          </GoLink>
        )}
        {loan === null ? null : (
          <GoLink href={paths.loan(loan)} className="number">
            {loan}
          </GoLink>
        )}
        {person === null ? null : <PersonName person={person} />}
        <span>
          {t('incidents.drafted')} <Minute at={draftedAt} />
        </span>
      </div>
    </li>
  );
};

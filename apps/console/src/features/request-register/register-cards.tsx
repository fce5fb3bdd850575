import type { RegisterEntry } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelTag, Minute, PersonName } from '../../ui/index.ts';
import { RequestStateTag } from '../requests/request-state-tag.tsx';
import { durationWords } from './duration-words.ts';
import { FormButton } from './form-button.tsx';
import { Decisions } from './register-table.tsx';

/** The register as cards, for phones. */
export const RegisterCards = ({
  rows,
  several,
}: {
  readonly rows: readonly RegisterEntry[];
  readonly several: boolean;
}): ReactNode => {
  const { t } = useTranslation();
  return (
    <ul className="plain-list">
      {rows.map((entry) => (
        <li key={entry.number} className="register-card">
          <div className="row">
            <LevelTag level={entry.level} />
            <RequestStateTag state={entry.state} />
            <strong className="number">{entry.number}</strong>
          </div>
          {several ? <div className="soft">{entry.owner.name}</div> : null}
          <div>
            <PersonName person={entry.requester} /> · {t(`common.operation.${entry.operation}`)} ·{' '}
            <span className="number">{entry.item}</span>
          </div>
          <div className="soft register-purpose">{entry.purpose}</div>
          <Decisions entry={entry} />
          <div className="row soft">
            <Minute at={entry.filedAt} />
            {entry.minutesToDecide === null ? null : <span>{durationWords(entry.minutesToDecide, t)}</span>}
            <FormButton number={entry.number} />
          </div>
        </li>
      ))}
    </ul>
  );
};

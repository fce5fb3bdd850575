import type { TracedCopy } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Minute, PersonName } from '../../ui/index.ts';

/** On whose name a copy has been, from when until when. */
export const CopyHolders = ({ holders }: Pick<TracedCopy, 'holders'>): ReactNode => {
  const { t } = useTranslation();
  if (holders.length === 0) return null;
  return (
    <>
      <h3 id="whose-copy-holders">{t('whoseCopy.holders')}</h3>
      <ol className="traced-holders" aria-labelledby="whose-copy-holders">
        {holders.map(({ person, since, until }) => (
          <li key={`${person.id} ${since}`}>
            <PersonName person={person} />
            <span className="soft">
              <Minute at={since} /> – {until === null ? t('whoseCopy.until_now') : <Minute at={until} />}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
};

import type { TracedCopy } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoLink, Minute, PersonName } from '../../ui/index.ts';
import { CopyHolders } from './copy-holders.tsx';

/** For whom the page was drawn, and, of a copy, who has had it and who has it now. */
export const TracedCopyFacts = ({ found }: { readonly found: TracedCopy }): ReactNode => {
  const { t } = useTranslation();
  const { kind, copy, item, person, at, holder, state, holders, certainty } = found;
  return (
    <section className="card" aria-labelledby="whose-copy-found">
      <h2 id="whose-copy-found">{t('whoseCopy.found')}</h2>
      <dl className="traced-facts">
        <dt>{t(`whoseCopy.person.${kind}`)}</dt>
        <dd>
          <PersonName person={person} />
        </dd>
        <dt>{t(`whoseCopy.at.${kind}`)}</dt>
        <dd>
          <Minute at={at} />
        </dd>
        <dt>{t('whoseCopy.source')}</dt>
        <dd>{copy === null ? t('whoseCopy.reading') : <GoLink href={paths.copy(copy)}>{copy}</GoLink>}</dd>
        <dt>{t('whoseCopy.item')}</dt>
        <dd>
          <GoLink href={paths.item(item)}>{item}</GoLink>
        </dd>
        {holder === null || state === null ? null : (
          <>
            <dt>{t('whoseCopy.holder')}</dt>
            <dd>
              <PersonName person={holder} /> · {t(`copies.state.${state}`)}
            </dd>
          </>
        )}
        <dt>{t('whoseCopy.certainty')}</dt>
        <dd className="number">{Math.round(certainty * 100)}%</dd>
      </dl>
      <CopyHolders holders={holders} />
      <GoLink href={paths.trace({ item })}>{t('whoseCopy.in_trace')}</GoLink>
    </section>
  );
};

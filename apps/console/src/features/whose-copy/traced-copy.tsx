import type { TracedCopy } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoLink, Minute, PersonName } from '../../ui/index.ts';

/** Whose copy, or whose reading, it is. */
export const TracedCopyFacts = ({ found }: { readonly found: TracedCopy }): ReactNode => {
  const { t } = useTranslation();
  const { kind, copy, item, holder, at, certainty } = found;
  return (
    <section className="card" aria-labelledby="whose-copy-found">
      <h2 id="whose-copy-found">{t('whoseCopy.found')}</h2>
      <dl className="traced-facts">
        <dt>{t(`whoseCopy.kind.${kind}`)}</dt>
        <dd>{copy === null ? '—' : <GoLink href={paths.copy(copy)}>{copy}</GoLink>}</dd>
        <dt>{t('whoseCopy.item')}</dt>
        <dd>
          <GoLink href={paths.item(item)}>{item}</GoLink>
        </dd>
        <dt>{t(`whoseCopy.holder.${kind}`)}</dt>
        <dd>
          <PersonName person={holder} />
        </dd>
        <dt>{t(`whoseCopy.at.${kind}`)}</dt>
        <dd>
          <Minute at={at} />
        </dd>
        <dt>{t('whoseCopy.certainty')}</dt>
        <dd className="number">{Math.round(certainty * 100)}%</dd>
      </dl>
      <GoLink href={paths.trace({ item })}>{t('whoseCopy.in_trace')}</GoLink>
    </section>
  );
};

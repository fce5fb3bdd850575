import type { ItemDetail } from '@miji/contract';
import { REGIME_WORDS } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { periodWords } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { useEntryName } from '../../lib/rules.ts';
import { GoLink, Minute, PersonName, ruleLanguage } from '../../ui/index.ts';
import { Section } from './section.tsx';

type Fact = readonly [label: string, value: ReactNode];

/** What it was made from, as far as one may know it. */
const Sources = ({ sources }: { readonly sources: readonly string[] }): ReactNode => (
  <span className="row">
    {sources.map((source) => (
      <GoLink key={source} href={paths.item(source)} className="number">
        {source}
      </GoLink>
    ))}
  </span>
);

/** What only some items have: further rules, other owners, sources, a customer, a place on paper. */
const useFurtherFacts = (item: ItemDetail): readonly Fact[] => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const facts: Fact[] = [];
  const { regimes, line, coOwners, sources, customer, fileNumber, scopeOverride, custodian } = item;
  const separator = t('requests.who.separator');
  if (regimes.length > 0)
    facts.push([t('items.regimes'), regimes.map((one) => REGIME_WORDS[one][ruleLanguage(language)]).join(separator)]);
  if (line !== null) facts.push([t('items.line'), line]);
  if (coOwners.length > 0) facts.push([t('items.coOwners'), coOwners.map(({ name }) => name).join(separator)]);
  if (sources.length > 0) facts.push([t('items.sources'), <Sources key="sources" sources={sources} />]);
  if (customer !== null) facts.push([t('items.customer'), <span key="customer">{customer}</span>]);
  if (item.medium === 'paper')
    facts.push([
      t('items.medium'),
      custodian === null ? t('items.paper.somewhere') : t('items.paper.kept', { name: custodian.name }),
    ]);
  if (item.origin !== 'registered') facts.push([t('items.origin.label'), t(`items.origin.${item.origin}`)]);
  if (fileNumber !== null) facts.push([t('items.fileNumber'), fileNumber]);
  if (scopeOverride !== null) facts.push([t('items.scopeOverride'), scopeOverride]);
  return facts;
};

/** What was decided about the item, and by whom. */
export const ItemSummaryCard = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const entryName = useEntryName();
  const further = useFurtherFacts(item);
  const facts: readonly Fact[] = [
    [t('items.column.entry'), `${entryName(item.catalogueCode)} ${item.catalogueCode}`],
    [t('items.column.period'), periodWords(item.period, language)],
    [t('items.basis'), item.basis],
    ...(item.levelReason === null ? [] : [[t('items.levelReason'), item.levelReason] as const]),
    [t('items.owner'), item.owner.name],
    [t('items.manager'), <PersonName key="manager" person={item.responsibleManager} />],
    [t('items.drafter'), <PersonName key="drafter" person={item.drafter} />],
    ...further,
    [t('items.registeredAt'), <Minute key="registered" at={item.registeredAt} />],
  ];
  return (
    <Section title={t('items.summary')}>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="soft">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
};

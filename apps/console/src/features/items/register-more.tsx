import type { ItemDetail } from '@miji/contract';
import { FURTHER_REGIMES, REGIME_WORDS } from '@miji/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { useLaw } from '../../lib/rules.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { RefusalNote, ruleLanguage } from '../../ui/index.ts';
import { FormField } from './form-field.tsx';
import type { Field } from './register-findings.ts';
import type { PartProps } from './register-parts.ts';
import { ITEM_NUMBER, takeOver } from './take-over.ts';

const HERE: readonly Field[] = ['customer', 'sources', 'regimes', 'line'];

/** The customer whose file it is: its grade says under which entry the file stands. @see CD-06 @see CD-08 */
const Customer = ({ draft, problems, change }: PartProps): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const law = useLaw(useSession().home.code);
  const [search, setSearch] = useState('');
  const query = useQuery({
    ...trpc.customers.list.queryOptions({ search: search.trim() || undefined, limit: 30 }),
    placeholderData: keepPreviousData,
    enabled: search.trim() !== '' || draft.customer !== undefined,
    retry: false,
  });
  const found = query.data?.entries ?? [];
  const choose = (number: string | undefined): void => {
    const catalogueCode = found.find((customer) => customer.number === number)?.catalogueCode ?? undefined;
    const level = law.catalogue.find(({ code }) => code === catalogueCode)?.defaultLevel ?? undefined;
    change({
      customer: number,
      ...(catalogueCode === undefined ? {} : { catalogueCode }),
      ...(level === undefined ? {} : { level }),
    });
  };
  return (
    <FormField
      field="customer"
      label={t('items.customer')}
      hint={t('items.form.customerHint')}
      problem={problems.get('customer')}
    >
      {(ties) => (
        <>
          <Select<string>
            {...ties}
            allowClear
            showSearch={{ filterOption: false, onSearch: setSearch }}
            placeholder={t('items.form.customerFind')}
            loading={query.isFetching}
            notFoundContent={t(search.trim() === '' ? 'items.form.customerFind' : 'items.people.none')}
            value={draft.customer ?? null}
            options={found.map(({ number, name, grade }) => ({
              value: number,
              label: `${name} · ${t(`customers.grade.${grade}`)}`,
            }))}
            onChange={(number: string | null | undefined) => choose(number ?? undefined)}
          />
          <RefusalNote error={query.error} />
        </>
      )}
    </FormField>
  );
};

/** What it is made from; level, period, regimes and the common names of the ranges follow. @see GS-24 */
const Sources = ({ draft, problems, change }: PartProps): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { home } = useSession();
  const [error, setError] = useState<unknown>(null);
  const [owners, setOwners] = useState<ItemDetail['coOwners']>([]);
  const enter = async (typed: readonly string[]): Promise<void> => {
    const sources = [...new Set(typed.map((number) => number.trim().toUpperCase()))];
    change({ sources });
    setError(null);
    setOwners([]);
    if (sources.length === 0 || !sources.every((number) => ITEM_NUMBER.test(number))) return;
    try {
      const derived = await queries.fetchQuery({
        ...trpc.classification.derive.queryOptions({ sources: [...sources] }),
        retry: false,
      });
      const items = await Promise.all(
        sources.map((number) => queries.fetchQuery(trpc.items.get.queryOptions({ number }))),
      );
      setOwners(derived.coOwners);
      const reason = t('items.form.sourceReason', { sources: sources.join(t('requests.who.separator')) });
      change(takeOver(draft, { derived, sources: items, homeId: home.id, reason }));
    } catch (caught) {
      setError(caught);
    }
  };
  const wrong = draft.sources.some((number) => !ITEM_NUMBER.test(number));
  return (
    <FormField
      field="sources"
      label={t('items.sources')}
      hint={t(wrong ? 'items.form.sourcesWrong' : 'items.form.sourcesHint')}
      problem={problems.get('sources')}
    >
      {(ties) => (
        <>
          <Select<string[]>
            {...ties}
            mode="tags"
            open={false}
            suffixIcon={null}
            tokenSeparators={[' ', ',', '，', '、', '\n']}
            placeholder="HYYH-2026-000012"
            value={[...draft.sources]}
            onChange={(typed) => void enter(typed)}
          />
          <div aria-live="polite">
            {owners.length === 0 ? null : (
              <p className="soft">
                {t('items.form.coOwners', { names: owners.map(({ name }) => name).join(t('requests.who.separator')) })}
              </p>
            )}
            <RefusalNote error={error} />
          </div>
        </>
      )}
    </FormField>
  );
};

/** What only some items need: a customer, sources, further rules, a line of business. */
export const RegisterMore = (props: PartProps): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { draft, problems, change } = props;
  const [opened, setOpened] = useState(false);
  const hasProblem = HERE.some((field) => problems.has(field));
  return (
    <details
      className="register-more"
      open={opened || hasProblem}
      onToggle={({ currentTarget }) => setOpened(currentTarget.open)}
    >
      <summary>{t('items.form.more')}</summary>
      <Sources {...props} />
      <Customer {...props} />
      <FormField
        field="regimes"
        label={t('items.regimes')}
        hint={t('items.form.regimesHint')}
        problem={problems.get('regimes')}
      >
        {(ties) => (
          <Select
            {...ties}
            mode="multiple"
            value={[...draft.regimes]}
            options={FURTHER_REGIMES.map((regime) => ({
              value: regime,
              label: REGIME_WORDS[regime][ruleLanguage(language)],
            }))}
            onChange={(regimes) => change({ regimes })}
          />
        )}
      </FormField>
      <FormField field="line" label={t('items.line')} hint={t('items.form.lineHint')} problem={problems.get('line')}>
        {(ties) => (
          <Input
            {...ties}
            value={draft.line}
            maxLength={50}
            placeholder="corporate_credit"
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => change({ line: target.value })}
          />
        )}
      </FormField>
    </details>
  );
};

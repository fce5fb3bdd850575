import type { DirectoryEntry } from '@miji/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select, Space } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../lib/session.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { useSettled } from '../lib/use-settled.ts';

const PAUSE_MS = 250;
const SHOWN = 30;

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly person: DirectoryEntry | null;
}

interface Props {
  /** the id of the chosen person */
  readonly value?: string | undefined;
  /** what the person is called, where he was not chosen here */
  readonly name?: string | undefined;
  readonly onChange?: (personId: string | undefined, person: DirectoryEntry | undefined) => void;
  readonly id?: string;
  readonly label?: string;
}

/** A person with where he works, so that namesakes can be told apart. */
const PersonOption = ({ person }: { readonly person: DirectoryEntry }): ReactNode => {
  const { t } = useTranslation();
  const where = [person.department, ...person.posts.map((post) => t(`common.post.${post}`))].filter(Boolean);
  return (
    <span>
      {person.name} <span className="soft">{where.join(' · ')}</span>
    </span>
  );
};

const renderPerson = ({ data }: { readonly data: Choice }): ReactNode =>
  data.person === null ? data.label : <PersonOption person={data.person} />;

/** Finds a person in the directory by name; where one may look at several companies, in one of them. */
export const PersonSelect = ({ value, name, onChange, id, label }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { companies, home } = useSession();
  const [company, setCompany] = useState(home.code);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<DirectoryEntry>();
  const search = useSettled(typed, PAUSE_MS);
  const query = useQuery({
    ...trpc.organisation.people.queryOptions({ company, search: search.trim() || undefined, limit: SHOWN }),
    placeholderData: keepPreviousData,
  });
  const found = query.data?.entries ?? [];
  const shown =
    chosen === undefined || chosen.id !== value || found.some((person) => person.id === value)
      ? found
      : [chosen, ...found];
  const options = shown.map((person): Choice => ({ value: person.id, label: person.name, person }));
  // Somebody of another company, say, whom no search here has brought.
  const isStrange = value !== undefined && name !== undefined && !shown.some((person) => person.id === value);
  const people = (
    <Select<string, Choice>
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      value={value ?? null}
      placeholder={t('items.people.placeholder')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      className="grow-select"
      loading={query.isFetching}
      notFoundContent={t('items.people.none')}
      options={isStrange ? [{ value, label: name, person: null }, ...options] : options}
      optionRender={renderPerson}
      onChange={(personId: string | undefined) => {
        const person = found.find((candidate) => candidate.id === personId);
        setChosen(person);
        onChange?.(personId, person);
      }}
    />
  );
  if (companies.length < 2) return people;
  return (
    <Space.Compact block>
      <Select
        aria-label={t('items.people.company')}
        value={company}
        className="company-select"
        popupMatchSelectWidth={false}
        options={companies.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={setCompany}
      />
      {people}
    </Space.Compact>
  );
};

import type { RecordClassInForce } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, recordClassesSearch } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, Loaded, PageHead } from '../../ui/index.ts';
import { ClassCard } from './class-card.tsx';
import { DeclareClass } from './declare-class.tsx';
import { RetireClass } from './retire-class.tsx';
import './record-classes.css';

type Editing = RecordClassInForce | 'new' | null;

/** What the companies’ own systems hold, declared once for all rows: who may know them, and how each field is handed out. @see K-15 */
export const RecordClassesPage = (): ReactNode => {
  const { home } = useSession();
  const company = useSearchParams(recordClassesSearch).company ?? home.code;
  // What is being declared for one company is not declared for another.
  return <ClassesOf key={company} company={company} />;
};

const ClassesOf = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const { companies, home, capacities } = useSession();
  const [editing, setEditing] = useState<Editing>(null);
  const query = useQuery(trpc.recordClasses.list.queryOptions({ company }));
  const declares = capacities.some((held) => held.company.code === company && held.post === 'security_officer');
  const isGroup = companies.some(({ code, kind }) => code === company && kind === 'headquarters');
  const ownOf = ({ groupVersion, ownVersion }: RecordClassInForce): number | null =>
    isGroup ? groupVersion : ownVersion;
  const acts = (entry: RecordClassInForce): ReactNode =>
    declares ? (
      <div className="row">
        <Button onClick={() => setEditing(entry)}>{t('records.change')}</Button>
        {ownOf(entry) === null ? null : (
          <RetireClass company={company} code={entry.inForce.code} name={entry.inForce.name} />
        )}
      </div>
    ) : null;
  return (
    <div className="page">
      <PageHead
        title={t('records.title')}
        lead={t('records.lead')}
        extra={
          <div className="row">
            {companies.length < 2 ? null : (
              <Select
                aria-label={t('records.company')}
                popupMatchSelectWidth={false}
                value={company}
                options={companies.map(({ code, name }) => ({ value: code, label: name }))}
                onChange={(code) => go(paths.recordClasses({ company: code === home.code ? undefined : code }))}
              />
            )}
            {declares ? (
              <Button type="primary" onClick={() => setEditing('new')}>
                {t('records.declare')}
              </Button>
            ) : null}
          </div>
        }
      />
      <div className="stack">
        {editing === null ? null : (
          <DeclareClass
            key={editing === 'new' ? '' : editing.inForce.code}
            company={company}
            from={editing === 'new' ? null : { declared: editing.inForce, base: ownOf(editing) }}
            onClose={() => setEditing(null)}
          />
        )}
        <Loaded query={query}>
          {({ entries }) =>
            entries.length === 0 ? (
              <EmptyNote>{t('records.empty')}</EmptyNote>
            ) : (
              entries.map((entry) => <ClassCard key={entry.inForce.code} entry={entry} acts={acts(entry)} />)
            )
          }
        </Loaded>
      </div>
    </div>
  );
};

import { PlusOutlined } from '@ant-design/icons';
import type { ScopeEntry } from '@miji/core';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportExcel } from '../../../ui/index.ts';
import { EntryRow } from './entry-row.tsx';
import { EntryEditor } from './entry-editor.tsx';
import { useVoice } from '../entry-words.ts';
import { entryId } from '../model/changes.ts';
import { useRuleView } from '../rule-view.ts';
import { useCatalogueSheet } from './catalogue-sheet.ts';
import { OutOfScope } from './out-of-scope.tsx';

/** Files of customers stand together, whatever their grade; everything else below its article. */
const CUSTOMERS = 'customers';

/** The branches of the tree, in the order in which the entries stand. */
const branchesOf = (entries: readonly ScopeEntry[]): readonly (readonly [string, readonly ScopeEntry[]])[] => {
  const branches = new Map<string, ScopeEntry[]>();
  for (const entry of entries) {
    const name = entry.customerGrade === null ? (entry.code.split('.')[0] ?? entry.code) : CUSTOMERS;
    branches.set(name, [...(branches.get(name) ?? []), entry]);
  }
  return [...branches];
};

/** The next free code for an entry of the office's own. */
const nextCode = (entries: readonly { readonly code: string }[]): string => {
  const taken = new Set(entries.map(({ code }) => code));
  let number = 1;
  while (taken.has(`BM-01.${number}`)) number += 1;
  return `BM-01.${number}`;
};

/** The catalogue of what is secret as a tree: the articles, and below each its kinds. */
export const CataloguePart = (): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const { document, changed, onlyChanged, edit, group, onOpen } = useRuleView();
  const sheet = useCatalogueSheet();
  const shown = document.catalogue.filter(({ code }) => !onlyChanged || changed.has(entryId('catalogue', code)));
  const headings: Readonly<Record<string, string>> = {
    'GS-08': t('rules.catalogue.branch.group'),
    [CUSTOMERS]: t('rules.catalogue.branch.customer'),
  };
  return (
    <>
      <div className="rules-head">
        <p className="soft">{t('rules.catalogue.explain')}</p>
        <div className="row">
          {edit === null || group !== null ? null : (
            <Button
              icon={<PlusOutlined aria-hidden="true" />}
              onClick={() => onOpen(`+${nextCode([...document.catalogue, ...document.outOfScope])}`)}
            >
              {t('rules.catalogue.add')}
            </Button>
          )}
          <ExportExcel rows={document.catalogue} columns={sheet} fileName={t('rules.catalogue.file_name')} />
        </div>
      </div>
      {shown.length === 0 ? <p className="empty-note">{t('rules.no_changes_here')}</p> : null}
      {branchesOf(shown).map(([name, entries]) => (
        <details key={name} open className="branch">
          <summary lang={language}>
            {name === CUSTOMERS ? null : <span className="number">{name}</span>}{' '}
            <span>{headings[name] ?? t('rules.catalogue.branch.own')}</span>{' '}
            <span className="soft">{t('rules.catalogue.branch.count', { count: entries.length })}</span>
          </summary>
          <ul className="plain-list branch-entries">
            {entries.map((entry) => (
              <EntryRow key={entry.code} entry={entry} />
            ))}
          </ul>
        </details>
      ))}
      <OutOfScope />
      {edit === null ? null : <EntryEditor />}
    </>
  );
};

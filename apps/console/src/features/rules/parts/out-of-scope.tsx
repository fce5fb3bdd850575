import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { CATALOGUE_CODE } from '@miji/core';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ArticleMark } from '../article-mark.tsx';
import { EntryState } from '../entry-state.tsx';
import { useVoice } from '../entry-words.ts';
import { entryId } from '../model/changes.ts';
import { dropKind, putKind } from '../model/content.ts';
import { useRuleView } from '../rule-view.ts';
import { wordsIn } from '../words-in.ts';

const AddKind = (): ReactNode => {
  const { t } = useTranslation();
  const { document, edit } = useRuleView();
  const [code, setCode] = useState('');
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const isTaken = [...document.catalogue, ...document.outOfScope].some((entry) => entry.code === code);
  const isReady = CATALOGUE_CODE.test(code) && !isTaken && zh.trim() !== '' && en.trim() !== '';
  const add = (): void => {
    edit?.(putKind({ code, article: code.split('.')[0] ?? code, zh: zh.trim(), en: en.trim() }));
    setCode('');
    setZh('');
    setEn('');
  };
  return (
    <div className="row add-kind">
      <Input
        aria-label={t('rules.catalogue.code')}
        placeholder="BM-02.1"
        className="short-input"
        maxLength={12}
        value={code}
        {...(isTaken ? { status: 'error' as const } : {})}
        onChange={({ target }) => setCode(target.value.toUpperCase())}
      />
      <Input
        aria-label={t('rules.catalogue.kind_zh')}
        placeholder={t('rules.catalogue.kind_zh')}
        className="grow"
        maxLength={200}
        value={zh}
        onChange={({ target }) => setZh(target.value)}
      />
      <Input
        aria-label={t('rules.catalogue.kind_en')}
        placeholder={t('rules.catalogue.kind_en')}
        className="grow"
        maxLength={200}
        value={en}
        onChange={({ target }) => setEn(target.value)}
      />
      <Button icon={<PlusOutlined aria-hidden="true" />} disabled={!isReady} onClick={add}>
        {t('rules.out_of_scope.add')}
      </Button>
    </div>
  );
};

/** What may not be given a level at all. @see GS-09 */
export const OutOfScope = (): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const { document, article, edit, group, changed, onlyChanged } = useRuleView();
  const canEdit = edit !== null && group === null;
  const shown = document.outOfScope.filter(({ code }) => !onlyChanged || changed.has(entryId('outOfScope', code)));
  if (onlyChanged && shown.length === 0) return null;
  return (
    <section className="part-section">
      <h3>{t('rules.out_of_scope.heading')}</h3>
      <p className="soft">{t('rules.out_of_scope.explain')}</p>
      <ul className="plain-list rules-list">
        {shown.map((entry) => (
          <li key={entry.code}>
            <ArticleMark article={entry.code} marked={article !== undefined && entry.code.startsWith(`${article}.`)} />
            <span>
              {wordsIn(entry, language)}
              <EntryState part="outOfScope" entry={entry.code} />
            </span>
            {canEdit ? (
              <Button
                type="text"
                danger
                size="small"
                icon={<DeleteOutlined aria-hidden="true" />}
                aria-label={`${t('rules.remove')} ${entry.code}`}
                onClick={() => edit(dropKind(entry.code))}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {canEdit ? <AddKind /> : null}
    </section>
  );
};

import type { Rule } from '@miji/core';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ArticleMark } from '../article-mark.tsx';
import { EntryState } from '../entry-state.tsx';
import { useVoice } from '../entry-words.ts';
import { entryId } from '../model/changes.ts';
import { putRule } from '../model/content.ts';
import { useRuleView } from '../rule-view.ts';
import { wordsIn } from '../words-in.ts';

const LONGEST = 500;

const SentenceForm = ({ rule, onClose }: { readonly rule: Rule; readonly onClose: () => void }): ReactNode => {
  const { t } = useTranslation();
  const { edit } = useRuleView();
  const [zh, setZh] = useState(rule.zh);
  const [en, setEn] = useState(rule.en);
  const finish = (): void => {
    edit?.(putRule({ ...rule, zh: zh.trim(), en: en.trim() }));
    onClose();
  };
  return (
    <div className="stack sentence-form">
      <Input.TextArea
        aria-label={t('rules.sentence.zh')}
        value={zh}
        maxLength={LONGEST}
        autoSize
        onChange={({ target }) => setZh(target.value)}
      />
      <Input.TextArea
        aria-label={t('rules.sentence.en')}
        value={en}
        maxLength={LONGEST}
        autoSize
        onChange={({ target }) => setEn(target.value)}
      />
      <div className="row">
        <Button size="small" type="primary" disabled={zh.trim() === '' || en.trim() === ''} onClick={finish}>
          {t('rules.cell.done')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
};

const Sentence = ({ rule }: { readonly rule: Rule }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const { article, edit, group } = useRuleView();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <ArticleMark article={rule.article} marked={rule.article === article} />
      <div className="limit-entry">
        {open ? <SentenceForm rule={rule} onClose={() => setOpen(false)} /> : <span>{wordsIn(rule, language)}</span>}
        <EntryState part="rules" entry={rule.id} />
      </div>
      {edit !== null && group === null && !open ? (
        <Button size="small" aria-label={`${t('rules.change')} ${rule.id}`} onClick={() => setOpen(true)}>
          {t('rules.change')}
        </Button>
      ) : (
        <code className="soft">{rule.id}</code>
      )}
    </li>
  );
};

/** Every rule as a sentence, with its article and the id under which answers and the trace name it. */
export const SentencePart = (): ReactNode => {
  const { t } = useTranslation();
  const { document, changed, onlyChanged } = useRuleView();
  const shown = document.rules.filter(({ id }) => !onlyChanged || changed.has(entryId('rules', id)));
  if (shown.length === 0) return <p className="empty-note">{t('rules.no_changes_here')}</p>;
  return (
    <>
      <p className="soft">{t('rules.sentence.explain')}</p>
      <ul className="plain-list rules-list">
        {shown.map((rule) => (
          <Sentence key={rule.id} rule={rule} />
        ))}
      </ul>
    </>
  );
};

import { CloseCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { RulePart } from '@miji/core';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { entryWords, useVoice } from './entry-words.ts';
import type { Finding } from './model/findings.ts';
import { useEntryState, useRuleView } from './rule-view.ts';
import { wordsIn } from './words-in.ts';

/** What is wrong, with a sign and in words. */
export const FindingNote = ({ finding }: { readonly finding: Finding }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const isError = finding.severity === 'error';
  return (
    <span className={isError ? 'finding finding-error' : 'finding finding-warning'}>
      {isError ? <CloseCircleOutlined aria-hidden="true" /> : <WarningOutlined aria-hidden="true" />}
      <span>
        <span className="visually-hidden">{t(isError ? 'rules.lint.error' : 'rules.lint.warning')}</span>
        {finding.loosened ? `${t('rules.lint.loosened')}${wordsIn(finding, language)}` : wordsIn(finding, language)}
      </span>
    </span>
  );
};

/** Beside an entry: that it was changed and how it stands now, that it is the company's own, what is wrong with it. */
export const EntryState = ({ part, entry }: { readonly part: RulePart; readonly entry: string }): ReactNode => {
  const { t } = useTranslation();
  const voice = useVoice();
  const { published } = useRuleView();
  const { isChanged, isOwn, findings } = useEntryState(part, entry);
  if (!isChanged && !isOwn && findings.length === 0) return null;
  return (
    <span className="entry-state">
      {isOwn ? <Tag className="tag-own">{t('rules.own')}</Tag> : null}
      {isChanged ? (
        <span className="changed-note">
          <Tag className="tag-changed">{t('rules.changed')}</Tag>
          <span className="soft">
            {t('rules.was', { before: entryWords(part, entry, published, voice) ?? t('rules.not_there') })}
          </span>
        </span>
      ) : null}
      {findings.map((finding) => (
        <FindingNote key={finding.zh} finding={finding} />
      ))}
    </span>
  );
};

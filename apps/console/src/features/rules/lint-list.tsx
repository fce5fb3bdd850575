import { CheckCircleOutlined } from '@ant-design/icons';
import type { RulePart } from '@miji/core';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleTab } from '../../app/paths.ts';
import { FindingNote } from './entry-state.tsx';
import { entryLabel, useVoice } from './entry-words.ts';
import type { Finding } from './model/findings.ts';
import { wordsIn } from './words-in.ts';

/** The tab in which a part is changed. */
const tabOf = (part: RulePart): RuleTab => (part === 'outOfScope' ? 'catalogue' : part);

interface Props {
  readonly findings: readonly Finding[];
  /** opens the entry that a finding is about; absent where the rules are only read */
  readonly onShow?: (tab: RuleTab, key: string) => void;
}

/** What a careful reader would object to: errors first, then what is to be looked at, then what is merely so. */
export const LintList = ({ findings, onShow }: Props): ReactNode => {
  const { t } = useTranslation();
  const voice = useVoice();
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const notes = findings.filter(({ severity }) => severity === 'note');
  const line = (finding: Finding): ReactNode => (
    <li key={`${finding.part} ${finding.key} ${finding.zh}`} className="lint-line">
      <span className="grow">
        <strong>
          {t(`rules.parts.${finding.part}`)} · {entryLabel(finding.part, finding.key, voice)}
        </strong>
        <br />
        {finding.severity === 'note' ? (
          <span className="soft">{wordsIn(finding, voice.language)}</span>
        ) : (
          <FindingNote finding={finding} />
        )}
      </span>
      {onShow === undefined ? null : (
        <Button size="small" onClick={() => onShow(tabOf(finding.part), finding.key)}>
          {t('rules.lint.show')}
        </Button>
      )}
    </li>
  );
  return (
    <section aria-label={t('rules.lint.heading')} className="lint" aria-live="polite">
      {errors.length + warnings.length === 0 ? (
        <p className="good">
          <CheckCircleOutlined aria-hidden="true" /> {t('rules.lint.clean')}
        </p>
      ) : (
        <>
          <p>{t('rules.lint.count', { errors: errors.length, warnings: warnings.length })}</p>
          <ul className="plain-list">{[...errors, ...warnings].map(line)}</ul>
        </>
      )}
      {notes.length === 0 ? null : (
        <details>
          <summary className="soft">{t('rules.lint.notes', { count: notes.length })}</summary>
          <ul className="plain-list">{notes.map(line)}</ul>
        </details>
      )}
    </section>
  );
};

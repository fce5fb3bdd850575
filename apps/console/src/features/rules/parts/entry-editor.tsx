import type { CustomerGrade, RuleDocument, ScopeEntry, SecretLevel } from '@miji/core';
import {
  CATALOGUE_CODE,
  compareLevels,
  CUSTOMER_GRADES,
  FURTHER_REGIMES,
  REGIME_WORDS,
  SECRET_LEVELS,
} from '@miji/core';
import { Alert, Button, Checkbox, Drawer, Input, Radio, Select, Switch } from 'antd';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EntryState } from '../entry-state.tsx';
import { useVoice } from '../entry-words.ts';
import { dropEntry, putEntry } from '../model/content.ts';
import { useRuleView } from '../rule-view.ts';
import { wordsIn } from '../words-in.ts';
import { ArticleField, isArticle } from './article-field.tsx';

const NO_LEVEL = 'none';

const levelOfWord = (word: unknown): SecretLevel | null => SECRET_LEVELS.find((level) => level === word) ?? null;

const newEntry = (code: string): ScopeEntry => ({
  code,
  article: '',
  zh: '',
  en: '',
  defaultLevel: null,
  needsReason: false,
  regimes: [],
  customerGrade: null,
  closed: false,
});

interface Opened {
  readonly entry: ScopeEntry;
  readonly isNew: boolean;
}

/** What a key opens: an entry by its code, or a new one where a plus stands before it. */
const openedBy = (key: string | undefined, { catalogue }: RuleDocument): Opened | null => {
  if (key === undefined) return null;
  if (key.startsWith('+')) return { entry: newEntry(key.slice(1)), isNew: true };
  const entry = catalogue.find(({ code }) => code === key);
  return entry === undefined ? null : { entry, isNew: false };
};

interface FormProps extends Opened {
  readonly onClose: () => void;
}

const Field = ({
  label,
  problem,
  children,
}: {
  readonly label: string;
  readonly problem?: string | null;
  readonly children: (id: string) => ReactNode;
}): ReactNode => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {problem === undefined || problem === null ? null : (
        <span role="alert" className="bad">
          {problem}
        </span>
      )}
    </div>
  );
};

const LevelChoice = ({
  value,
  onChange,
  lowest,
}: {
  readonly value: SecretLevel | null;
  readonly onChange: (level: SecretLevel | null) => void;
  /** below which a company may not go; null where it may choose freely */
  readonly lowest: SecretLevel | null;
}): ReactNode => {
  const { t } = useTranslation();
  return (
    <Radio.Group
      aria-label={t('rules.catalogue.level')}
      value={value ?? NO_LEVEL}
      onChange={({ target }) => onChange(levelOfWord(target.value))}
      options={[
        ...(lowest === null ? [{ value: NO_LEVEL, label: t('rules.not_set') }] : []),
        ...SECRET_LEVELS.filter((level) => lowest === null || compareLevels(level, lowest) >= 0).map((level) => ({
          value: level,
          label: t(`common.level.${level}`),
        })),
      ]}
    />
  );
};

const EntryForm = ({ entry: stands, isNew, onClose }: FormProps): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const { document, published, group, own, edit } = useRuleView();
  const [entry, setEntry] = useState(stands);
  const [tried, setTried] = useState(false);
  const isOverlay = group !== null;
  const isOwnCode = isNew || !published.catalogue.some(({ code }) => code === stands.code);
  const change = (part: Partial<ScopeEntry>): void => setEntry({ ...entry, ...part });
  const isTaken = isNew && [...document.catalogue, ...document.outOfScope].some(({ code }) => code === entry.code);
  const codeProblem = isTaken
    ? t('rules.catalogue.code_taken')
    : CATALOGUE_CODE.test(entry.code)
      ? null
      : t('rules.catalogue.code_wrong');
  const isComplete =
    codeProblem === null && entry.zh.trim() !== '' && entry.en.trim() !== '' && isArticle(entry.article);
  const finish = (): void => {
    setTried(true);
    if (!isComplete) return;
    edit?.(putEntry({ ...entry, zh: entry.zh.trim(), en: entry.en.trim() }));
    onClose();
  };
  const drop = (): void => {
    edit?.(dropEntry(stands.code));
    onClose();
  };
  const empty = (text: string): string | null => (tried && text.trim() === '' ? t('common.fieldRequired') : null);
  return (
    <div className="stack">
      {isOverlay ? (
        <p>{wordsIn(entry, language)}</p>
      ) : (
        <>
          <Field label={t('rules.catalogue.code')} problem={tried || isTaken ? codeProblem : null}>
            {(id) => (
              <Input
                id={id}
                className="short-input"
                disabled={!isNew}
                value={entry.code}
                maxLength={12}
                onChange={({ target }) => change({ code: target.value.toUpperCase() })}
              />
            )}
          </Field>
          <Field label={t('rules.catalogue.kind_zh')} problem={empty(entry.zh)}>
            {(id) => (
              <Input id={id} value={entry.zh} maxLength={200} onChange={({ target }) => change({ zh: target.value })} />
            )}
          </Field>
          <Field label={t('rules.catalogue.kind_en')} problem={empty(entry.en)}>
            {(id) => (
              <Input id={id} value={entry.en} maxLength={200} onChange={({ target }) => change({ en: target.value })} />
            )}
          </Field>
        </>
      )}
      <div className="field">
        <span>{t('rules.catalogue.level')}</span>
        <LevelChoice
          value={entry.defaultLevel}
          onChange={(defaultLevel) => change({ defaultLevel })}
          lowest={isOverlay ? (group.catalogue.find(({ code }) => code === entry.code)?.defaultLevel ?? null) : null}
        />
      </div>
      {isOverlay ? null : (
        <>
          <Checkbox checked={entry.needsReason} onChange={({ target }) => change({ needsReason: target.checked })}>
            {t('rules.catalogue.needs_reason')}
          </Checkbox>
          <div className="field">
            <span>{t('rules.catalogue.regimes')}</span>
            <Checkbox.Group
              value={[...entry.regimes]}
              options={FURTHER_REGIMES.map((regime) => ({
                value: regime,
                label: wordsIn(REGIME_WORDS[regime], language),
              }))}
              onChange={(regimes) => change({ regimes })}
            />
          </div>
          <Field label={t('rules.catalogue.grade.label')}>
            {(id) => (
              <Select<CustomerGrade | 'none'>
                id={id}
                value={entry.customerGrade ?? 'none'}
                options={[
                  { value: 'none', label: t('rules.catalogue.grade.none') },
                  ...CUSTOMER_GRADES.map((grade) => ({ value: grade, label: t(`rules.catalogue.grade.${grade}`) })),
                ]}
                onChange={(grade) => change({ customerGrade: grade === 'none' ? null : grade })}
              />
            )}
          </Field>
          <ArticleField value={entry.article} onChange={(article) => change({ article })} tried={tried} />
          <label className="row">
            <Switch checked={entry.closed} onChange={(closed) => change({ closed })} />
            {t('rules.catalogue.close')}
          </label>
          {isOwnCode ? null : <Alert type="info" showIcon title={t('rules.catalogue.never_removed')} />}
        </>
      )}
      <EntryState part="catalogue" entry={stands.code} />
      <div className="row">
        <Button type="primary" onClick={finish}>
          {t('rules.cell.done')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        {isOverlay && own.has(`catalogue ${stands.code}`) ? (
          <Button danger onClick={drop}>
            {t('rules.back_to_group')}
          </Button>
        ) : null}
        {!isOverlay && !isNew && isOwnCode ? (
          <Button danger onClick={drop}>
            {t('rules.remove')}
          </Button>
        ) : null}
      </div>
    </div>
  );
};

/** The facts of one kind of secret; an entry that was published is closed, never removed. */
export const EntryEditor = (): ReactNode => {
  const { t } = useTranslation();
  const { document, open, onOpen } = useRuleView();
  const opened = openedBy(open, document);
  const close = (): void => onOpen(undefined);
  return (
    <Drawer
      open={opened !== null}
      onClose={close}
      size={560}
      destroyOnHidden
      title={opened === null || opened.isNew ? t('rules.catalogue.add') : opened.entry.code}
    >
      {opened === null ? null : <EntryForm key={open} {...opened} onClose={close} />}
    </Drawer>
  );
};

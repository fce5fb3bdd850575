import { Input } from 'antd';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const ARTICLE = /^[A-Z]{1,4}-\d{2}(?:\.\d{1,3})?$/;

/** Whether a word can be the id of an article: `GS-22`, `K-05`, or what the office calls its own decision, `BM-03`. */
export const isArticle = (word: string): boolean => ARTICLE.test(word.trim());

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** whether somebody has tried to go on with it */
  readonly tried: boolean;
}

/** On what a rule rests. */
export const ArticleField = ({ value, onChange, tried }: Props): ReactNode => {
  const { t } = useTranslation();
  const id = useId();
  const isWrong = tried && !isArticle(value);
  return (
    <div className="field">
      <label htmlFor={id}>{t('rules.article.label')}</label>
      <Input
        id={id}
        value={value}
        maxLength={12}
        className="short-input"
        aria-required="true"
        aria-invalid={isWrong}
        aria-describedby={`${id}-help`}
        {...(isWrong ? { status: 'error' as const } : {})}
        onChange={({ target }) => onChange(target.value.toUpperCase())}
      />
      <span id={`${id}-help`} className={isWrong ? 'bad' : 'soft'}>
        {t(isWrong ? 'rules.article.wrong' : 'rules.article.hint')}
      </span>
    </div>
  );
};

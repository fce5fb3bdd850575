import type { RefusalWire } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../lib/language.ts';
import { refusalOf } from '../lib/refusal.ts';
import { ArticleLink } from './article-link.tsx';
import { missingWords } from './missing-words.ts';

interface Props {
  readonly refusal?: RefusalWire | null;
  readonly error?: unknown;
  /** the button that asks for what is missing */
  readonly action?: ReactNode;
}

/** Why something was not done, what would help, and the article. Says nothing while nothing went wrong. */
export const RefusalNote = ({ refusal, error, action }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const known = refusal ?? refusalOf(error);
  if (known === null) {
    const failed = error !== undefined && error !== null;
    return failed ? <Alert type="error" showIcon role="alert" title={t('common.unreachable')} action={action} /> : null;
  }
  // The sign-in form over the page says this already, and what was said is over once it is gone.
  if (known.code === 'UNAUTHENTICATED') return null;
  const missing = known.missing.map((one) => missingWords(one, t, language));
  const broken = known.code === 'INTERNAL' || known.code === 'UNAVAILABLE' || known.code === 'AUDIT_UNAVAILABLE';
  return (
    <Alert
      type={broken ? 'error' : 'warning'}
      showIcon
      role="alert"
      title={
        <>
          {sentenceFor(known.code, language)}
          <span className="row soft">
            {missing.length === 0 ? null : <span>{missing.join(language === 'en' ? '; ' : '；')}</span>}
            {known.article === null ? null : <ArticleLink article={known.article} />}
          </span>
        </>
      }
      action={action}
    />
  );
};

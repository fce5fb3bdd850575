import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../lib/language.ts';
import { refusalOf } from '../../../lib/refusal.ts';
import { RefusalNote } from '../../../ui/index.ts';
import { wordsIn } from '../words-in.ts';

/** Why rules were not accepted; with the proof, where a company's would be looser than the group's. */
export const RefusedRules = ({ error }: { readonly error: unknown }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const proof = refusalOf(error)?.counterexample ?? null;
  return (
    <>
      <RefusalNote error={error} />
      {proof === null ? null : (
        <Alert type="error" showIcon title={`${t('rules.lint.loosened')}${wordsIn(proof, language)}`} />
      )}
    </>
  );
};

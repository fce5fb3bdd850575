import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, signInSearch } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { forgetSearchWords } from '../../lib/search-words.ts';
import { sessionIsBack } from '../../lib/session-end.ts';
import { SignInForm } from '../../ui/sign-in-form.tsx';
import { lastTyped } from './last-typed.ts';
import { SingleSignOn } from './single-sign-on.tsx';

/** The door. Afterwards one is where one wanted to go. */
export const SignInPage = (): ReactNode => {
  const { t } = useTranslation();
  const { next, failed } = useSearchParams(signInSearch);
  const go = useGo();
  const queryClient = useQueryClient();
  useEffect(() => {
    document.title = `${t('session.title')} · ${t('common.brand')}`;
  }, [t]);
  const enter = (): void => {
    queryClient.clear();
    forgetSearchWords();
    sessionIsBack();
    go(next ?? paths.desk(), { replace: true });
  };
  return (
    <main>
      <SignInForm
        title={t('common.brand')}
        hint={t('session.lead')}
        onSignedIn={enter}
        email={lastTyped()}
        failed={failed}
        renderOtherWays={(form) => <SingleSignOn form={form} next={next ?? paths.desk()} />}
      />
    </main>
  );
};

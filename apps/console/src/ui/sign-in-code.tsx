import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInFailure } from '../lib/sign-in.ts';
import { signInByCode } from '../lib/sign-in.ts';
import { CodeField } from './code-field.tsx';

interface Props {
  readonly titleId?: string | undefined;
  readonly onSignedIn: () => Promise<void> | void;
  /** back to e-mail and password, with the reason where there is one */
  readonly onBack: (failure: SignInFailure | null) => void;
}

/** The second step of signing in with a password, for whoever has set up an authenticator app. @see SG-09 */
export const SignInCode = ({ titleId, onSignedIn, onBack }: Props): ReactNode => {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const submit = async (typed: string): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const refused = await signInByCode(typed);
      if (refused === 'BROKEN_OFF' || refused === 'NOT_EMPLOYED') onBack(refused);
      else if (refused === null) await onSignedIn();
      else setFailure(refused);
    } catch {
      setFailure('UNAVAILABLE');
    } finally {
      setCode('');
      setBusy(false);
    }
  };
  return (
    <div className="sign-in">
      <div className="sign-in-card">
        <img src="/seal.svg" alt="" width={44} height={44} />
        <h1 id={titleId}>{t('session.codeTitle')}</h1>
        <p className="soft">{t('session.codeHint')}</p>
        <CodeField
          label={t('factor.code')}
          value={code}
          busy={busy}
          wrong={failure !== null}
          onChange={setCode}
          onWhole={(digits) => void submit(digits)}
        />
        <div aria-live="assertive">
          {failure === null ? null : (
            <Alert type="warning" showIcon title={t(`session.failure.${failure}`)} className="sign-in-failure" />
          )}
        </div>
        <Button type="link" block onClick={() => onBack(null)}>
          {t('session.codeBack')}
        </Button>
        <p className="sign-in-notice">{t('session.traced')}</p>
      </div>
    </div>
  );
};

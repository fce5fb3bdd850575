import type { InputRef } from 'antd';
import { Alert, Button, Form, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInFailure } from '../lib/sign-in.ts';
import { signIn } from '../lib/sign-in.ts';
import './sign-in-form.css';

interface Props {
  readonly title: string;
  readonly titleId?: string;
  readonly hint: string;
  /** what happens once somebody is signed in; the form stays busy until it is done */
  readonly onSignedIn: () => Promise<void> | void;
}

interface Typed {
  readonly email: string;
  readonly password: string;
}

/** E-mail and password, with the notice that every act is traced. What was typed stays when it fails. @see SG-09 */
export const SignInForm = ({ title, titleId, hint, onSignedIn }: Props): ReactNode => {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const first = useRef<InputRef>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = async ({ email, password }: Typed): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const failed = await signIn(email.trim(), password);
      setFailure(failed);
      if (failed === null) await onSignedIn();
    } catch {
      setFailure('UNAVAILABLE');
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="sign-in">
      <div className="sign-in-card">
        <img src="/seal.svg" alt="" width={44} height={44} />
        <h1 id={titleId}>{title}</h1>
        <p className="soft">{hint}</p>
        <Form<Typed> layout="vertical" requiredMark={false} onFinish={(typed) => void submit(typed)} scrollToFirstError>
          <Form.Item
            name="email"
            label={t('session.email')}
            validateTrigger="onBlur"
            rules={[{ required: true, type: 'email', message: t('session.emailInvalid') }]}
          >
            <Input type="email" autoComplete="username" size="large" ref={first} maxLength={320} />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('session.password')}
            validateTrigger="onBlur"
            rules={[{ required: true, message: t('session.passwordRequired') }]}
          >
            <Input.Password autoComplete="current-password" size="large" maxLength={128} />
          </Form.Item>
          <div aria-live="assertive">
            {failure === null ? null : (
              <Alert
                type={failure === 'OFFLINE' || failure === 'UNAVAILABLE' ? 'error' : 'warning'}
                showIcon
                title={t(`session.failure.${failure}`)}
                className="sign-in-failure"
              />
            )}
          </div>
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {t('session.submit')}
          </Button>
        </Form>
        <p className="sign-in-notice">{t('session.traced')}</p>
        <p className="soft">{t('session.notState')}</p>
      </div>
    </div>
  );
};

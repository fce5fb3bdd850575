import type { InputRef } from 'antd';
import { Alert, Button, Form, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInFailure } from '../lib/sign-in.ts';
import { signIn } from '../lib/sign-in.ts';
import { SignInCode } from './sign-in-code.tsx';
import './sign-in-form.css';

interface Props {
  readonly title: string;
  readonly titleId?: string;
  readonly hint: string;
  /** what happens once somebody is signed in; the form stays busy until it is done */
  readonly onSignedIn: () => Promise<void> | void;
  /** what was typed before somebody left for his company's own sign-in */
  readonly email?: string | undefined;
  /** why that did not sign him in */
  readonly failed?: SignInFailure | undefined;
  /** other ways in, below this one; `fail` says why one did not lead anywhere */
  readonly renderOtherWays?: ((way: OtherWay) => ReactNode) | undefined;
}

/** What another way in needs of the form. */
export interface OtherWay {
  /** what stands in the field */
  email(): string;
  fail(failure: SignInFailure | null): void;
}

interface Typed {
  readonly email: string;
  readonly password: string;
}

/** Nobody was refused: nobody could be asked. */
const OUT_OF_ORDER = new Set<SignInFailure>(['OFFLINE', 'UNAVAILABLE', 'PROVIDER_UNREACHABLE']);

/** E-mail and password, with the notice that every act is traced. What was typed stays when it fails. @see SG-09 */
export const SignInForm = ({ title, titleId, hint, onSignedIn, email, failed, renderOtherWays }: Props): ReactNode => {
  const { t } = useTranslation();
  const [asksCode, setAsksCode] = useState(false);
  const [failure, setFailure] = useState<SignInFailure | null>(failed ?? null);
  const [form] = Form.useForm<Typed>();
  const [busy, setBusy] = useState(false);
  const first = useRef<InputRef>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = async ({ email: address, password }: Typed): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const refused = await signIn(address.trim(), password);
      setAsksCode(refused === 'CODE');
      setFailure(refused === 'CODE' ? null : refused);
      if (refused === null) await onSignedIn();
    } catch {
      setFailure('UNAVAILABLE');
    } finally {
      setBusy(false);
    }
  };
  if (asksCode) {
    const back = (why: SignInFailure | null): void => {
      setFailure(why);
      setAsksCode(false);
    };
    return <SignInCode titleId={titleId} onSignedIn={onSignedIn} onBack={back} />;
  }
  return (
    <div className="sign-in">
      <div className="sign-in-card">
        <img src="/seal.svg" alt="" width={44} height={44} />
        <h1 id={titleId}>{title}</h1>
        <p className="soft">{hint}</p>
        <Form<Typed>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ email }}
          onFinish={(typed) => void submit(typed)}
          scrollToFirstError
        >
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
                type={OUT_OF_ORDER.has(failure) ? 'error' : 'warning'}
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
        {renderOtherWays?.({ email: () => form.getFieldValue('email') ?? '', fail: setFailure })}
        <p className="sign-in-notice">{t('session.traced')}</p>
        <p className="soft">{t('session.notState')}</p>
      </div>
    </div>
  );
};

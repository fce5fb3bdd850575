import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { confirmByCode } from '../../lib/second-factor.ts';
import { CodeField } from './code-field.tsx';
import { FactorFailure } from './factor-failure.tsx';
import { confirmByPasskey } from './passkeys.ts';

interface Props {
  readonly subject: string;
  readonly byPasskey: boolean;
  readonly byCode: boolean;
  readonly onConfirmed: () => void;
}

/** The ways in which somebody can confirm right here; the passkey first, as it is one touch. */
export const ConfirmNow = ({ subject, byPasskey, byCode, onConfirmed }: Props): ReactNode => {
  const { t } = useTranslation();
  const [typing, setTyping] = useState(!byPasskey);
  const [code, setCode] = useState('');
  const passkey = useMutation({ mutationFn: () => confirmByPasskey(subject), onSuccess: onConfirmed });
  const typed = useMutation({
    mutationFn: (digits: string) => confirmByCode(subject, digits),
    onSuccess: onConfirmed,
    onError: () => setCode(''),
  });
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), [typing]);
  const error = typing ? typed.error : passkey.error;
  return (
    <>
      <p className="soft">{t(typing ? 'factor.confirm.code_hint' : 'factor.confirm.passkey_hint')}</p>
      {typing ? (
        <CodeField
          label={t('factor.code')}
          value={code}
          busy={typed.isPending}
          wrong={typed.isError}
          onChange={setCode}
          onWhole={(digits) => typed.mutate(digits)}
        />
      ) : (
        <Button ref={button} block type="primary" size="large" loading={passkey.isPending} onClick={() => passkey.mutate()}>
          {t('factor.confirm.by_passkey')}
        </Button>
      )}
      <div aria-live="assertive">
        <FactorFailure error={error} />
      </div>
      {byPasskey && byCode ? (
        <Button block type="link" onClick={() => setTyping(!typing)}>
          {t(typing ? 'factor.confirm.use_passkey' : 'factor.confirm.use_code')}
        </Button>
      ) : null}
    </>
  );
};

import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { confirmByCode } from '../../lib/second-factor.ts';
import { FOCUSED_FIRST } from '../../ui/bottom-sheet.tsx';
import { CodeField } from '../../ui/code-field.tsx';
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
  // Told with each call and not here: whoever closes the sheet meanwhile has taken it back, and nothing is sent for him.
  const passkey = useMutation({ mutationFn: () => confirmByPasskey(subject) });
  const typed = useMutation({
    mutationFn: (digits: string) => confirmByCode(subject, digits),
    onError: () => setCode(''),
  });
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
          onWhole={(digits) => typed.mutate(digits, { onSuccess: onConfirmed })}
        />
      ) : (
        <Touch pending={passkey.isPending} onTouch={() => passkey.mutate(undefined, { onSuccess: onConfirmed })} />
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

/** The one button; whoever works with the keyboard stands on it already. */
const Touch = ({ pending, onTouch }: { readonly pending: boolean; readonly onTouch: () => void }): ReactNode => {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <Button ref={button} {...FOCUSED_FIRST} block type="primary" size="large" loading={pending} onClick={onTouch}>
      {t('factor.confirm.by_passkey')}
    </Button>
  );
};

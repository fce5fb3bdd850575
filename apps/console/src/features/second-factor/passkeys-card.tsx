import type { SecondFactors } from '@miji/contract';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDone } from '../../ui/use-done.ts';
import { HimselfDialog } from './himself-dialog.tsx';
import { PasskeyLine } from './passkey-line.tsx';
import { addPasskey, passkeysWork } from './passkeys.ts';

/** The passkeys of a person: each on its line, and a way to a new one where this page can make one. */
export const PasskeysCard = ({ factors }: { readonly factors: SecondFactors }): ReactNode => {
  const { t } = useTranslation();
  const done = useDone();
  const [adding, setAdding] = useState(false);
  const { passkeys, passkeyHost } = factors;
  const whyNot = (): string => {
    if (passkeyHost === null) return t('factor.passkey.no_host');
    const isHere = window.location.hostname === passkeyHost;
    return isHere ? t('factor.passkey.no_browser') : t('factor.passkey.host', { host: passkeyHost });
  };
  return (
    <section className="card" aria-labelledby="passkeys">
      <h2 id="passkeys">{t('factor.passkey.title')}</h2>
      {passkeys.length === 0 ? <p>{t('factor.passkey.none')}</p> : null}
      <ul className="plain-list">
        {passkeys.map((passkey) => (
          <PasskeyLine key={passkey.id} passkey={passkey} factors={factors} />
        ))}
      </ul>
      {passkeysWork(factors) ? (
        <Button type={passkeys.length === 0 ? 'primary' : 'default'} onClick={() => setAdding(true)}>
          {t('factor.passkey.add')}
        </Button>
      ) : (
        <Alert type="info" showIcon title={whyNot()} />
      )}
      {adding ? (
        <HimselfDialog
          title={t('factor.passkey.add')}
          ok={t('factor.himself.go_on')}
          factors={factors}
          onAct={async ({ password, name }) => {
            await addPasskey(password, name?.trim() ?? '');
            setAdding(false);
            await done(t('factor.passkey.done'));
          }}
          onClose={() => setAdding(false)}
        >
          <p className="soft">{t('factor.passkey.add_hint')}</p>
          <Form.Item name="name" label={t('factor.passkey.add_name')}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
        </HimselfDialog>
      ) : null}
    </section>
  );
};

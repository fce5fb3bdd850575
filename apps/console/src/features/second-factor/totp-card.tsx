import type { SecondFactors } from '@miji/contract';
import { beginTotp } from '@miji/contract';
import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { formatMinute } from '../../lib/format.ts';
import { callSecondFactor } from '../../lib/second-factor.ts';
import { useDone } from '../../ui/use-done.ts';
import { HimselfDialog } from './himself-dialog.tsx';
import { TotpSetUp } from './totp-set-up.tsx';

/** The authenticator app: whether there is one, setting it up, removing it. */
export const TotpCard = ({ factors }: { readonly factors: SecondFactors }): ReactNode => {
  const { t } = useTranslation();
  const done = useDone();
  const [asking, setAsking] = useState(false);
  const [begun, setBegun] = useState<z.output<typeof beginTotp.output> | null>(null);
  const isOn = factors.totp !== null;
  const begin = async (password: string | undefined): Promise<void> => {
    setBegun(beginTotp.output.parse(await callSecondFactor('/totp/begin', { password })));
    setAsking(false);
  };
  const remove = async (password: string | undefined): Promise<void> => {
    await callSecondFactor('/totp/remove', { password });
    setAsking(false);
    await done(t('factor.totp.removed'));
  };
  return (
    <section className="card" aria-labelledby="totp">
      <h2 id="totp">{t('factor.totp.title')}</h2>
      <p>{factors.totp === null ? t('factor.totp.off') : t('factor.totp.on', { time: formatMinute(factors.totp) })}</p>
      <Button {...(isOn ? { danger: true } : { type: 'primary' as const })} onClick={() => setAsking(true)}>
        {t(isOn ? 'factor.totp.remove' : 'factor.totp.set_up')}
      </Button>
      {asking ? (
        <HimselfDialog
          title={t(isOn ? 'factor.totp.remove_title' : 'factor.totp.title')}
          ok={t(isOn ? 'factor.totp.remove' : 'factor.himself.go_on')}
          danger={isOn}
          factors={factors}
          onAct={({ password }) => (isOn ? remove(password) : begin(password))}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {begun === null ? null : <TotpSetUp begun={begun} onClose={() => setBegun(null)} />}
    </section>
  );
};

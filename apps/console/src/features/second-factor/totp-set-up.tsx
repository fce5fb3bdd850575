import type { beginTotp } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Modal, Typography } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { callSecondFactor } from '../../lib/second-factor.ts';
import { useDone } from '../../ui/use-done.ts';
import { CodeField } from '../../ui/code-field.tsx';
import { FactorFailure } from './factor-failure.tsx';
import { QrCode } from './qr-code.tsx';

interface Props {
  readonly begun: z.output<typeof beginTotp.output>;
  readonly onClose: () => void;
}

/** The secret as a picture and in groups of four to be typed, and the first code, with which the app begins to count. */
export const TotpSetUp = ({ begun: { uri, secret }, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const done = useDone();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: (typed: string) => callSecondFactor('/totp/confirm', { code: typed }),
    onError: () => setCode(''),
    onSuccess: async () => {
      onClose();
      await done(t('factor.totp.done'));
    },
  });
  return (
    <Modal open title={t('factor.totp.title')} footer={null} onCancel={onClose} mask={{ closable: false }}>
      <div className="totp-steps">
        <p>{t('factor.totp.scan')}</p>
        <QrCode text={uri} label={t('factor.totp.picture')} />
        <p>
          {t('factor.totp.secret')}{' '}
          <Typography.Text code copyable={{ text: secret }} className="totp-secret">
            {secret.match(/.{1,4}/g)?.join(' ')}
          </Typography.Text>
        </p>
        <p>{t('factor.totp.type_it')}</p>
        <CodeField
          label={t('factor.code')}
          value={code}
          busy={confirm.isPending}
          wrong={confirm.isError}
          onChange={setCode}
          onWhole={(digits) => confirm.mutate(digits)}
        />
        <div aria-live="assertive">
          <FactorFailure error={confirm.error} />
        </div>
      </div>
    </Modal>
  );
};

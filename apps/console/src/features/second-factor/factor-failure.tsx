import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../../ui/refusal-note.tsx';
import { PasskeyStoppedError } from './passkeys.ts';

/** Why something about second factors did not work: refused by the server, or broken off at the device. */
export const FactorFailure = ({ error }: { readonly error: unknown }): ReactNode => {
  const { t } = useTranslation();
  return error instanceof PasskeyStoppedError ? (
    <Alert type="warning" showIcon role="alert" title={t('factor.passkey.stopped')} />
  ) : (
    <RefusalNote error={error} />
  );
};

import type { SecondFactors } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { ownSecondFactors, SECOND_FACTORS } from '../../lib/second-factor.ts';
import { GoButton } from '../../ui/link.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { BottomSheet } from '../../ui/bottom-sheet.tsx';
import { ConfirmNow } from './confirm-now.tsx';
import { passkeysWork } from './passkeys.ts';
import './second-factor.css';

interface Props {
  /** the number of what is confirmed, or `account` for a change of one's own second factors */
  readonly subject: string;
  readonly onConfirmed: () => void;
  readonly onCancel: () => void;
}

/**
 * Confirms one act by a second factor, from the bottom of the screen: one button where there is a passkey, else the code of an
 * authenticator app, which sends itself. The act itself is sent by whoever asked, within two minutes.
 */
export const ConfirmBySecondFactor = ({ subject, onConfirmed, onCancel }: Props): ReactNode => {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: SECOND_FACTORS, queryFn: ownSecondFactors, retry: false });
  return (
    <BottomSheet open title={t('factor.confirm.title')} onClose={onCancel}>
      <Loaded query={query} skeleton={<p className="soft">{t('common.loading')}</p>}>
        {(factors) => <Ways factors={factors} subject={subject} onConfirmed={onConfirmed} />}
      </Loaded>
    </BottomSheet>
  );
};

const Ways = ({
  factors,
  subject,
  onConfirmed,
}: Omit<Props, 'onCancel'> & { readonly factors: SecondFactors }): ReactNode => {
  const { t } = useTranslation();
  const byPasskey = factors.passkeys.length > 0 && passkeysWork(factors);
  const byCode = factors.totp !== null;
  if (byPasskey || byCode)
    return <ConfirmNow subject={subject} byPasskey={byPasskey} byCode={byCode} onConfirmed={onConfirmed} />;
  const isElsewhere = factors.passkeys.length > 0;
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={t(isElsewhere ? 'factor.confirm.elsewhere' : 'factor.confirm.none')}
        description={isElsewhere ? t('factor.passkey.host', { host: factors.passkeyHost ?? '' }) : null}
      />
      <GoButton href={paths.account()} type="primary" size="large" block>
        {t('factor.confirm.set_up')}
      </GoButton>
    </>
  );
};

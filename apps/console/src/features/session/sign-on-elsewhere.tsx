import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { companiesToSignOn } from '../../lib/sign-in.ts';
import type { OtherWay } from '../../ui/sign-in-form.tsx';

interface Props {
  readonly form: OtherWay;
  /** goes on with the page that stands underneath; throws where nobody is signed in */
  readonly onSignedIn: () => Promise<void>;
}

/** Single sign-on in a window of its own, so that the page below keeps what was typed on it. @see SG-09 */
export const SignOnElsewhere = ({ form, onSignedIn }: Props): ReactNode => {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const { data: companies = [] } = useQuery({ queryKey: ['single-sign-on'], queryFn: companiesToSignOn, retry: false });
  if (companies.length === 0) return null;
  const goOn = async (): Promise<void> => {
    setBusy(true);
    form.fail(null);
    await onSignedIn().catch(() => form.fail('BROKEN_OFF'));
    setBusy(false);
  };
  return (
    <section className="sign-in-companies" aria-labelledby="sign-on-elsewhere">
      <h2 id="sign-on-elsewhere">{t('session.singleSignOn')}</h2>
      <p className="soft">{t('session.elsewhereHint')}</p>
      <ul>
        <li>
          <Button block size="large" href={paths.signIn()} target="_blank" rel="noopener">
            {t('session.elsewhere')}
          </Button>
        </li>
        <li>
          <Button block size="large" loading={busy} onClick={() => void goOn()}>
            {t('session.elsewhereDone')}
          </Button>
        </li>
      </ul>
    </section>
  );
};

import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { companiesToSignOn, signOn } from '../../lib/sign-in.ts';
import type { OtherWay } from '../../ui/sign-in-form.tsx';
import { keepTyped } from './last-typed.ts';

interface Props {
  readonly form: OtherWay;
  /** where one wants to be afterwards */
  readonly next: string;
}

/** One button for each company that signs its own people in; nothing where there is none. @see SG-09 */
export const SingleSignOn = ({ form, next }: Props): ReactNode => {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState<string | null>(null);
  const { data: companies = [] } = useQuery({ queryKey: ['single-sign-on'], queryFn: companiesToSignOn, retry: false });
  if (companies.length === 0) return null;
  const leave = async (company: string): Promise<void> => {
    setLeaving(company);
    form.fail(null);
    keepTyped(form.email());
    const failure = await signOn(company, next).catch(() => 'UNAVAILABLE' as const);
    form.fail(failure);
    // On the way the button stays busy: the page is about to go.
    if (failure !== null) setLeaving(null);
  };
  return (
    <section className="sign-in-companies" aria-labelledby="single-sign-on">
      <h2 id="single-sign-on">{t('session.singleSignOn')}</h2>
      <p className="soft">{t('session.singleSignOnHint')}</p>
      <ul>
        {companies.map(({ code, name }) => (
          <li key={code}>
            <Button
              block
              size="large"
              loading={leaving === code}
              disabled={leaving !== null && leaving !== code}
              onClick={() => void leave(code)}
              lang="zh-CN"
            >
              {name}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};

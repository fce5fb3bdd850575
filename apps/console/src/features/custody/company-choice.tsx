import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.tsx';

interface Props {
  readonly value: string | undefined;
  /** undefined for one’s own company */
  readonly onChange: (company: string | undefined) => void;
}

/** Which company’s custody one looks at; nothing for whoever sees one alone. */
export const CompanyChoice = ({ value, onChange }: Props): ReactNode => {
  const { t } = useTranslation();
  const { companies, home } = useSession();
  if (companies.length < 2) return null;
  return (
    <Select
      aria-label={t('custody.company')}
      prefix={<span className="soft">{t('custody.company')}</span>}
      popupMatchSelectWidth={false}
      value={value ?? home.code}
      options={companies.map(({ code, name }) => ({ value: code, label: name }))}
      onChange={(company) => onChange(company === home.code ? undefined : company)}
    />
  );
};

import type { CopySummary } from '@miji/contract';
import { useState } from 'react';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const SHOWN = 3;

/** The copies that exist already, and who holds them. */
export const EarlierCopies = ({ copies }: { readonly copies: readonly CopySummary[] }): ReactNode => {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  if (copies.length === 0) return <section className="soft">{t('requests.decide.earlier_none')}</section>;
  const shown = all ? copies : copies.slice(0, SHOWN);
  return (
    <section aria-label={t('requests.decide.earlier')}>
      <div className="soft">{t('requests.decide.earlier_some', { count: copies.length })}</div>
      <ul className="request-copies">
        {shown.map((copy) => (
          <li key={copy.id}>
            {t('requests.decide.earlier_line', {
              number: copy.number,
              holder: copy.holder.name,
              state: t(`copies.state.${copy.state}`),
            })}
          </li>
        ))}
      </ul>
      {shown.length === copies.length ? null : (
        <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setAll(true)}>
          {t('requests.decide.earlier_more', { count: copies.length - shown.length })}
        </Button>
      )}
    </section>
  );
};

import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { useTRPC } from '../../lib/trpc.ts';

interface Props {
  readonly value: string | undefined;
  readonly onChange: (code: string | undefined) => void;
}

/** An entry of the catalogue that is in force. */
export const CatalogueSelect = ({ value, onChange }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { language } = useLanguage();
  const rules = useQuery(trpc.rules.current.queryOptions());
  const entries = (rules.data?.catalogue ?? []).filter(({ closed }) => !closed);
  return (
    <Select
      allowClear
      aria-label={t('ledger.otherwise.catalogue')}
      showSearch={{ optionFilterProp: 'label' }}
      loading={rules.isPending}
      value={value ?? null}
      options={entries.map(({ code, zh, en }) => ({ value: code, label: `${code} ${language === 'en' ? en : zh}` }))}
      onChange={(code: string | null | undefined) => onChange(code ?? undefined)}
    />
  );
};

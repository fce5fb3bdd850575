import { lastSecretDay } from '@miji/core';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormField } from './form-field.tsx';
import { draftSecrecyPeriod, plainDay } from './period-draft.ts';
import { PeriodInput } from './period-input.tsx';
import type { Draft } from './register-draft.ts';
import type { PartProps } from './register-parts.ts';

const useEndWords = (draft: Draft): string | undefined => {
  const { t } = useTranslation();
  const period = draftSecrecyPeriod(draft);
  const issuedOn = plainDay(draft.issuedOn);
  if (period === null || issuedOn === null) return undefined;
  const last = lastSecretDay(period, issuedOn);
  return last === null ? t('items.form.noEnd') : t('items.form.lastDay', { day: last.toString() });
};

/** When it was issued and how long it is secret. @see GS-13 */
export const RegisterPeriod = ({ draft, problems, change }: PartProps): ReactNode => {
  const { t } = useTranslation();
  const endWords = useEndWords(draft);
  return (
    <>
      <FormField field="issuedOn" label={t('items.form.issuedOn')} problem={problems.get('issuedOn')}>
        {(ties) => (
          <Input
            {...ties}
            type="date"
            className="date-input"
            value={draft.issuedOn}
            onChange={({ target }) => change({ issuedOn: target.value })}
          />
        )}
      </FormField>
      <FormField field="period" label={t('items.form.period')} hint={endWords} problem={problems.get('period')}>
        {(ties) => <PeriodInput draft={draft} change={change} ties={ties} min={draft.issuedOn} />}
      </FormField>
    </>
  );
};

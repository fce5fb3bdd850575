import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonSelect } from '../../ui/index.ts';
import { FormField } from './form-field.tsx';
import { RegisterContent } from './register-content.tsx';
import type { PartProps } from './register-parts.ts';

const MEDIA = ['electronic', 'paper'] as const;

/** What it says; or, where it is on paper, who keeps it. @see GS-26 */
export const RegisterSubstance = (props: PartProps): ReactNode => {
  const { t } = useTranslation();
  const { draft, problems, change } = props;
  return (
    <>
      <p>
        <Segmented
          aria-label={t('items.medium')}
          value={draft.medium}
          options={MEDIA.map((value) => ({ value, label: t(`items.form.medium.${value}`) }))}
          onChange={(medium) => change({ medium })}
        />
      </p>
      {draft.medium === 'electronic' ? (
        <RegisterContent {...props} />
      ) : (
        <FormField
          field="custodianId"
          label={t('items.form.custodian')}
          hint={t('items.form.custodianHint')}
          problem={problems.get('custodianId')}
        >
          {({ id }) => (
            <PersonSelect id={id} value={draft.custodianId} onChange={(custodianId) => change({ custodianId })} />
          )}
        </FormField>
      )}
    </>
  );
};

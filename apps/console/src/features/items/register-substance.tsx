import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonSelect } from '../../ui/index.ts';
import { UploadField } from '../uploads/upload-field.tsx';
import { FormField } from './form-field.tsx';
import { RegisterContent } from './register-content.tsx';
import type { PartProps } from './register-parts.ts';

const MEDIA = ['electronic', 'file', 'paper'] as const;

/** What it says, typed or as a file; or, where it is on paper, who keeps it. @see GS-26 */
export const RegisterSubstance = (props: PartProps): ReactNode => {
  const { t } = useTranslation();
  const { draft, problems, change } = props;
  return (
    <>
      <div className="form-choice">
        <Segmented
          aria-label={t('items.medium')}
          value={draft.medium}
          options={MEDIA.map((value) => ({ value, label: t(`items.form.medium.${value}`) }))}
          onChange={(medium) => change({ medium })}
        />
      </div>
      {draft.medium === 'electronic' ? (
        <RegisterContent {...props} />
      ) : draft.medium === 'file' ? (
        <FormField
          field="content"
          label={t('items.form.content')}
          hint={t('items.form.unsaved')}
          problem={problems.get('content')}
        >
          {({ id }) => (
            <UploadField
              id={id}
              label={t('uploads.label')}
              onReady={(upload) => {
                if (upload?.id !== draft.upload) change({ upload: upload?.id });
              }}
            />
          )}
        </FormField>
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

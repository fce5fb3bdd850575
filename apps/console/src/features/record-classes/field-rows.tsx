import { FIELD_KINDS, PFI_CLASSES } from '@miji/core';
import type { RecordField } from '@miji/core';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Typed } from './typed-class.ts';
import { NO_CLASS } from './typed-class.ts';
import { shownOf } from './samples.ts';

const NEW = { name: '', kind: 'text', pfi: NO_CLASS, alwaysMasked: false } as const;

/** What is left of an invented value, while the field is being described. */
const Preview = ({ row }: { readonly row: number }): ReactNode => {
  const { t } = useTranslation();
  const fields: Typed['fields'] | undefined = Form.useWatch<Typed['fields']>('fields');
  const field = fields?.[row];
  if (field === undefined) return null;
  const typed: Omit<RecordField, 'name'> = { ...field, pfi: field.pfi === NO_CLASS ? null : field.pfi };
  return (
    <output className="record-shown" lang="zh-CN" aria-label={t('records.shown')}>
      {shownOf(typed)}
    </output>
  );
};

/** The fields of a class, one line each, with what a reader will see of them. */
export const FieldRows = (): ReactNode => {
  const { t } = useTranslation();
  const required = [{ required: true, whitespace: true, message: t('common.fieldRequired') }];
  return (
    <fieldset className="record-fields">
      <legend>{t('records.fields')}</legend>
      <Form.List name="fields">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="record-field">
                <Form.Item name={[name, 'name']} label={t('records.field')} rules={required}>
                  <Input maxLength={40} autoComplete="off" />
                </Form.Item>
                <Form.Item name={[name, 'kind']} label={t('records.kind_label')}>
                  <Select options={FIELD_KINDS.map((kind) => ({ value: kind, label: t(`records.kind.${kind}`) }))} />
                </Form.Item>
                <Form.Item name={[name, 'pfi']} label={t('records.pfi')}>
                  <Select
                    options={([NO_CLASS, ...PFI_CLASSES] as const).map((pfi) => ({
                      value: pfi,
                      label: t(`records.class.${pfi}`),
                    }))}
                  />
                </Form.Item>
                <Form.Item name={[name, 'alwaysMasked']} valuePropName="checked" label={t('records.always')}>
                  <Checkbox aria-label={t('records.always')} />
                </Form.Item>
                <Preview row={name} />
                <Button type="text" onClick={() => remove(name)} aria-label={t('records.remove_field')}>
                  ×
                </Button>
              </div>
            ))}
            <Button onClick={() => add(NEW)}>{t('records.add_field')}</Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
};

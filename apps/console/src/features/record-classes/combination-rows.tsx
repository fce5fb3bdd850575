import { PFI_CLASSES } from '@miji/core';
import { Button, Form, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Typed } from './typed-class.ts';

/** What is of a higher class when it is asked for together. @see K-15 */
export const CombinationRows = (): ReactNode => {
  const { t } = useTranslation();
  const fields: Typed['fields'] | undefined = Form.useWatch<Typed['fields']>('fields');
  const names = (fields ?? []).flatMap((field) => (field.name === '' ? [] : [field.name]));
  const required = [{ required: true, message: t('common.fieldRequired') }];
  return (
    <fieldset className="record-fields">
      <legend>{t('records.combinations')}</legend>
      <div className="soft">{t('records.combinations_hint')}</div>
      <Form.List name="combinations">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="record-field">
                <Form.Item name={[name, 'fields']} label={t('records.together')} rules={required}>
                  <Select mode="multiple" options={names.map((value) => ({ value, label: value }))} />
                </Form.Item>
                <Form.Item name={[name, 'becomes']} label={t('records.becomes')}>
                  <Select options={PFI_CLASSES.map((pfi) => ({ value: pfi, label: t(`records.class.${pfi}`) }))} />
                </Form.Item>
                <Button type="text" onClick={() => remove(name)} aria-label={t('records.remove_combination')}>
                  ×
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ fields: [], becomes: 'C3' })}>{t('records.add_combination')}</Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
};

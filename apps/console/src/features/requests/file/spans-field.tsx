import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { ItemDetail } from '@miji/contract';
import { Button, Form, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { spanUnitsOf } from './file-request-values.ts';
import { spansHelp } from './span-words.ts';

const MOST = 20;

/** The parts that an excerpt takes: lines, numbered headings or pages. */
export const SpansField = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  const units = spanUnitsOf(item);
  const [unit] = units;
  const required = [{ required: true, message: t('ask.span_required') }];
  return (
    <Form.Item label={t('ask.spans')} required extra={spansHelp(item, t)}>
      <Form.List name={['terms', 'spans']}>
        {(fields, { add, remove }) => (
          <div className="stack">
            {fields.map(({ key, name }, index) => (
              <div key={key} className="ask-span">
                <Form.Item name={[name, 'unit']} rules={required}>
                  <Select
                    aria-label={t('ask.span_unit', { n: index + 1 })}
                    options={units.map((value) => ({ value, label: t(`ask.unit.${value}`) }))}
                  />
                </Form.Item>
                <Form.Item name={[name, 'from']} rules={required}>
                  <InputNumber min={1} precision={0} aria-label={t('ask.span_from')} placeholder={t('ask.span_from')} />
                </Form.Item>
                <Form.Item
                  name={[name, 'to']}
                  dependencies={[['terms', 'spans', name, 'from']]}
                  rules={[
                    ...required,
                    ({ getFieldValue }) => ({
                      validator: (_, last: number | null) =>
                        last === null || last >= Number(getFieldValue(['terms', 'spans', name, 'from']) ?? 1)
                          ? Promise.resolve()
                          : Promise.reject(new Error(t('ask.span_order'))),
                    }),
                  ]}
                >
                  <InputNumber min={1} precision={0} aria-label={t('ask.span_to')} placeholder={t('ask.span_to')} />
                </Form.Item>
                {fields.length > 1 ? (
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden="true" />}
                    aria-label={t('ask.remove_span', { n: index + 1 })}
                    onClick={() => remove(name)}
                  />
                ) : null}
              </div>
            ))}
            {fields.length < MOST ? (
              <div>
                <Button type="dashed" icon={<PlusOutlined aria-hidden="true" />} onClick={() => add({ unit })}>
                  {t('ask.add_span')}
                </Button>
              </div>
            ) : null}
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
};

import { CUSTOMER_GRADES, DEPARTMENT_REACHES, LARGEST_BATCH, SECRET_LEVELS, UNMASKERS } from '@miji/core';
import { Checkbox, Form, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** How secret the rows are, who may know them, how many at once, and who may unmask for what reasons. */
export const ReachFields = (): ReactNode => {
  const { t } = useTranslation();
  const isGraded: boolean = Form.useWatch<boolean>('graded') ?? true;
  const levels = SECRET_LEVELS.map((level) => ({ value: level, label: t(`common.level.${level}`) }));
  return (
    <>
      <Form.Item name="graded" valuePropName="checked">
        <Checkbox>{t('records.graded')}</Checkbox>
      </Form.Item>
      <div className="record-field">
        {isGraded ? (
          CUSTOMER_GRADES.map((grade) => (
            <Form.Item key={grade} name={['byGrade', grade]} label={t(`customers.grade.${grade}`)}>
              <Select options={levels} />
            </Form.Item>
          ))
        ) : (
          <Form.Item name="level" label={t('records.level')}>
            <Select options={levels} />
          </Form.Item>
        )}
      </div>
      <div className="record-field">
        <Form.Item name="department" label={t('records.department')}>
          <Select options={DEPARTMENT_REACHES.map((reach) => ({ value: reach, label: t(`records.reach.${reach}`) }))} />
        </Form.Item>
        <Form.Item name="batchLimit" label={t('records.batch')}>
          <InputNumber min={1} max={LARGEST_BATCH} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="accountManager" valuePropName="checked">
        <Checkbox>{t('records.account_manager')}</Checkbox>
      </Form.Item>
      <div className="record-field">
        <Form.Item name="unmaskers" label={t('records.unmaskers')}>
          <Select
            mode="multiple"
            options={UNMASKERS.map((who) => ({ value: who, label: t(`records.unmasker.${who}`) }))}
          />
        </Form.Item>
        <Form.Item name="unmaskReasons" label={t('records.reasons')} extra={t('records.reasons_hint')}>
          <Select mode="tags" open={false} />
        </Form.Item>
      </div>
    </>
  );
};

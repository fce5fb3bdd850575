import { Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const MOST_PAGES = 100_000;

interface Props {
  /** counted anew rather than taken over: nothing stands there before */
  readonly label?: string;
  readonly optional?: boolean;
  readonly least?: number;
}

/** How many pages somebody counted. */
export const PagesField = ({ label, optional = false, least = 1 }: Props): ReactNode => {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="pages"
      label={label ?? t('movements.pages')}
      extra={t('movements.pages_hint')}
      rules={optional ? [] : [{ required: true, message: t('movements.pages_wrong') }]}
    >
      <InputNumber
        min={least}
        max={MOST_PAGES}
        precision={0}
        inputMode="numeric"
        size="large"
        className="count-pages"
        autoComplete="off"
      />
    </Form.Item>
  );
};

/** In what condition it is, where there is something to be said. */
export const ConditionField = ({ required = false }: { readonly required?: boolean }): ReactNode => {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="condition"
      label={t(required ? 'movements.condition_required' : 'movements.condition_label')}
      rules={[{ required, whitespace: required, message: t('common.fieldRequired') }]}
    >
      <Input maxLength={500} placeholder={t('movements.condition_hint')} autoComplete="off" />
    </Form.Item>
  );
};

/** Words that have to be there. */
export const WordsField = ({
  name,
  label,
  placeholder,
}: {
  readonly name: string;
  readonly label: string;
  readonly placeholder?: string;
}): ReactNode => {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
    >
      <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 6 }} placeholder={placeholder} />
    </Form.Item>
  );
};

/** What was typed, or nothing where only blanks were. */
export const said = (typed: string | undefined): string | undefined => typed?.trim() || undefined;

import type { ButtonProps } from 'antd';
import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly label: ReactNode;
  /** what will happen, as a question */
  readonly question: ReactNode;
  readonly explanation?: ReactNode;
  readonly onConfirm: () => void;
  readonly pending?: boolean;
  readonly button?: ButtonProps;
}

/** A button whose act is asked about once more. */
export const ConfirmAct = ({ label, question, explanation, onConfirm, pending, button }: Props): ReactNode => {
  const { t } = useTranslation();
  return (
    <Popconfirm
      title={question}
      description={explanation}
      onConfirm={onConfirm}
      okText={label}
      cancelText={t('common.cancel')}
      disabled={pending === true}
    >
      <Button {...button} loading={pending === true}>
        {label}
      </Button>
    </Popconfirm>
  );
};

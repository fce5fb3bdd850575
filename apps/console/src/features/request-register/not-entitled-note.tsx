import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Who sees the register, for whoever does not. */
export const NotEntitledNote = (): ReactNode => {
  const { t } = useTranslation();
  return (
    <Alert
      type="info"
      showIcon
      title={t('register.not_entitled.heading')}
      description={
        <>
          <p>{t('register.not_entitled.explain')}</p>
          <p>{t('register.not_entitled.own')}</p>
        </>
      }
    />
  );
};

import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Who may see the trace, for whoever may not. */
export const NotEntitledNote = (): ReactNode => {
  const { t } = useTranslation();
  return (
    <Alert
      type="info"
      showIcon
      className="trace-note"
      title={t('trace.not_entitled.heading')}
      description={
        <>
          <p>{t('trace.not_entitled.explain')}</p>
          <p>{t('trace.not_entitled.own')}</p>
        </>
      }
    />
  );
};

import { Button, Result } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What is shown where a page itself failed, such as when its code could not be loaded. */
export const CrashPage = ({ reset }: { readonly reset: () => void }): ReactNode => {
  const { t } = useTranslation();
  return (
    <Result
      status="warning"
      title={t('common.crashed')}
      extra={
        <>
          <Button type="primary" onClick={reset}>
            {t('common.retry')}
          </Button>
          <Button onClick={() => window.location.reload()}>{t('common.reload')}</Button>
        </>
      }
    />
  );
};

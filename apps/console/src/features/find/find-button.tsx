import { SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { openFind } from './find-open.ts';

/** The way to the search for whoever has no keyboard at hand. */
export const FindButton = (): ReactNode => {
  const { t } = useTranslation();
  return (
    <Button
      type="text"
      icon={<SearchOutlined aria-hidden="true" />}
      aria-label={t('find.label')}
      title={`${t('find.label')} (/)`}
      aria-haspopup="dialog"
      onClick={openFind}
    />
  );
};

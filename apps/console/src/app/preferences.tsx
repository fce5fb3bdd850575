import { BulbOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../lib/language.ts';
import { APPEARANCE_CHOICES, chooseAppearance, useAppearance } from '../ui/appearance.ts';

/** The other language, named in itself. */
export const LanguageButton = (): ReactNode => {
  const { t } = useTranslation();
  const { language, change } = useLanguage();
  const other = language === 'en' ? 'zh-CN' : 'en';
  const name = t(other === 'en' ? 'common.language.en' : 'common.language.zh');
  const short = other === 'en' ? 'EN' : '中';
  return (
    <Button
      type="text"
      lang={other}
      aria-label={`${short} ${t('common.language.label')}: ${name}`}
      onClick={() => change(other)}
    >
      {short}
    </Button>
  );
};

/** Light, dark, or as the system says. */
export const AppearanceMenu = (): ReactNode => {
  const { t } = useTranslation();
  const { choice } = useAppearance();
  const items = APPEARANCE_CHOICES.map((key) => ({
    key,
    label: t(`common.theme.${key}`),
    onClick: () => chooseAppearance(key),
  }));
  return (
    <Dropdown trigger={['click']} menu={{ items, selectable: true, selectedKeys: [choice] }}>
      <Button type="text" icon={<BulbOutlined aria-hidden="true" />} aria-label={t('common.theme.label')} />
    </Dropdown>
  );
};

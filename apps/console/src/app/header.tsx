import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../lib/language.ts';
import { GoLink } from '../ui/link.tsx';
import { FindButton } from '../features/find/find-button.tsx';
import { Bell } from '../features/notices/bell.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Acting } from './acting.tsx';
import { AppearanceMenu, LanguageButton } from './preferences.tsx';
import { paths } from './paths.ts';

/** The head of every page: whose desk this is, in which capacity one acts, language and looks. */
export const Header = (): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <header className="app-head">
      <GoLink href={paths.desk()} className="brand">
        <img src="/seal.svg" alt="" />
        {t('common.brand')}
        <small lang={language === 'en' ? 'zh-CN' : 'en'}>{t('common.brandSub')}</small>
      </GoLink>
      <Acting />
      <FindButton />
      <Bell />
      <LanguageButton />
      <AppearanceMenu />
      <AccountMenu />
    </header>
  );
};

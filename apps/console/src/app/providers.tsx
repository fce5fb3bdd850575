import type { Language } from '@miji/contract';
import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { makeI18n } from '../i18n/index.ts';
import { storedLanguage, useLanguage } from '../lib/language.ts';
import { makeClient, TRPCProvider } from '../lib/trpc.ts';
import { useAppearance } from '../ui/appearance.ts';
import { useMotion } from '../ui/motion.ts';
import { antTheme } from '../ui/theme.ts';
import { makeQueryClient } from './query-client.ts';

const ANT_LOCALES: Readonly<Record<Language, typeof zhCN>> = { 'zh-CN': zhCN, en: enUS };

const Dressed = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const { language } = useLanguage();
  const { appearance } = useAppearance();
  const motion = useMotion();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <ConfigProvider
      locale={ANT_LOCALES[language]}
      theme={antTheme(appearance, motion)}
      button={{ autoInsertSpace: false }}
    >
      <AntApp>{children}</AntApp>
    </ConfigProvider>
  );
};

/** What every page stands in: words, looks, the wire. */
export const Providers = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const [i18n] = useState(() => makeI18n(storedLanguage()));
  const [queryClient] = useState(makeQueryClient);
  const [client] = useState(makeClient);
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          <Dressed>{children}</Dressed>
        </TRPCProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
};

import type { Language } from '@miji/contract';
import { LANGUAGES } from '@miji/contract';
import { useTranslation } from 'react-i18next';

const KEY = 'miji.language';

const isLanguage = (value: string | null): value is Language => LANGUAGES.some((language) => language === value);

/** The language that this browser was last used in, or the one it asks for; Chinese otherwise. */
export const storedLanguage = (): Language => {
  const stored = localStorage.getItem(KEY);
  if (isLanguage(stored)) return stored;
  return /^zh\b/i.test(navigator.language) || !/^en\b/i.test(navigator.language) ? 'zh-CN' : 'en';
};

/** The language of the screen, and how to change it. */
export const useLanguage = (): { readonly language: Language; readonly change: (to: Language) => void } => {
  const { i18n } = useTranslation();
  const language = isLanguage(i18n.language) ? i18n.language : 'zh-CN';
  return {
    language,
    change: (to) => {
      localStorage.setItem(KEY, to);
      void i18n.changeLanguage(to);
    },
  };
};

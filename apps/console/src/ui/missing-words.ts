import type { Language } from '@miji/contract';
import type { Missing, RuleLanguage } from '@miji/core';
import { approverSentence, NAMER_WORDS } from '@miji/core';
import type { TFunction } from 'i18next';

/** In which language the rules speak on a screen of this one. */
export const ruleLanguage = (language: Language): RuleLanguage => (language === 'en' ? 'en' : 'zh');

/** What would make a refused operation possible, as a sentence. */
export const missingWords = (missing: Missing, t: TFunction, language: Language): string => {
  const said = ruleLanguage(language);
  switch (missing.kind) {
    case 'approval':
      return t('common.missing.approval', { by: approverSentence(missing.by, said) });
    case 'necessity':
      return t('common.missing.necessity');
    case 'naming':
      return missing.by.length === 0
        ? t('common.missing.no_namer')
        : t('common.missing.naming', {
            by: missing.by.map((namer) => NAMER_WORDS[namer][said]).join(t('common.missing.or')),
          });
  }
};

import type { Missing } from '@miji/core';
import type { TFunction } from 'i18next';

/** What would make a refused operation possible, as a sentence. */
export const missingWords = (missing: Missing, t: TFunction): string => {
  switch (missing.kind) {
    case 'approval':
      return t('common.missing.approval', { by: t(`common.approver.${missing.by}`) });
    case 'necessity':
      return t('common.missing.necessity');
    case 'naming':
      return t('common.missing.naming', { by: t(`common.missing.${missing.by}`) });
  }
};

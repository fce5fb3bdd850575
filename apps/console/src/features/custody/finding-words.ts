import type { StocktakingLine } from '@miji/contract';
import type { TFunction } from 'i18next';

/** What was found out about one label, as a sentence. */
export const findingWords = ({ finding, elsewhere }: StocktakingLine, t: TFunction): string =>
  finding === 'surplus' && elsewhere !== null
    ? t('custody.stocktaking.surplus_at', { elsewhere })
    : t(`custody.stocktaking.${finding}`);

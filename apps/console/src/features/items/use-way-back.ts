import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { isNotThere } from '../../lib/refusal.ts';

/** Where one goes back to from a page about an item: to the item, or to the list where there is none that one may know. */
export const useWayBack = (number: string, error: unknown): { readonly href: string; readonly words: string } => {
  const { t } = useTranslation();
  return isNotThere(error)
    ? { href: paths.items(), words: t('items.toList') }
    : { href: paths.item(number), words: t('items.back') };
};

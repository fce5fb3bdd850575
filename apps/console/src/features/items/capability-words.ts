import type { Capability } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { missingWords } from '../../ui/index.ts';

/** Whether asking can help: somebody is there who may approve. */
export const mayAsk = ({ outcome, missing, route }: Capability): boolean =>
  outcome !== 'allowed' && route?.kind === 'open' && missing.some(({ kind }) => kind === 'approval');

/** One or two sentences that say how one stands with an operation, and who can change that. */
export const useCapabilityWords = (): ((capability: Capability) => string) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return ({ outcome, code, missing, route }) => {
    const said = sentenceFor(code, language);
    if (outcome === 'allowed') return said;
    const asks = missing.some(({ kind }) => kind === 'approval');
    const others = missing
      .filter(({ kind }) => kind === 'naming')
      .map((one) => `${missingWords(one, t)}${language === 'en' ? '.' : '。'}`);
    const approval: string[] = [];
    if (asks && route?.kind === 'locked')
      approval.push(t('items.can.locked', { post: t(`common.approver.${route.appoint}`) }));
    if (asks && route?.kind === 'open') {
      const names =
        route.approvers.map(({ name }) => name).join(t('items.can.or')) || t(`common.approver.${route.rule}`);
      approval.push(`${t('items.can.approval', { names })}${language === 'en' ? '.' : '。'}`);
      if (route.escalated) approval.push(t('items.can.escalated'));
    }
    // "Needs approval" without a name says less than the sentence with the name beside it.
    const first = code === 'APPROVAL_REQUIRED' && approval.length > 0 ? [] : [said];
    return [...first, ...approval, ...others].join(language === 'en' ? ' ' : '');
  };
};

import type { Capability } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import type { Approver } from '@miji/core';
import { approverSentence, isJoint } from '@miji/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { missingWords, ruleLanguage, seatsWords } from '../../ui/index.ts';

/** Whether asking can help: somebody is there who may approve. */
export const mayAsk = ({ outcome, missing, route }: Capability): boolean =>
  outcome !== 'allowed' && route?.kind === 'open' && missing.some(({ kind }) => kind === 'approval');

/** Whether one of them is not enough: then the rule says more than their names. */
const isJointly = (rule: Approver): boolean =>
  isJoint(rule) && (rule.kind !== 'any_of' || rule.of.some((part) => isJointly(part)));

/** One or two sentences that say how one stands with an operation, and who can change that. */
export const useCapabilityWords = (): ((capability: Capability) => string) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return ({ act, outcome, code, missing, route }) => {
    if (act === 'revise') return t(code === 'ON_HOLD' ? 'items.revise.held' : 'items.revise.words');
    const said = sentenceFor(code, language);
    if (outcome === 'allowed') return said;
    const asks = missing.some(({ kind }) => kind === 'approval');
    const others = missing
      .filter(({ kind }) => kind === 'naming')
      .map((one) => `${missingWords(one, t, language)}${language === 'en' ? '.' : '。'}`);
    const approval: string[] = [];
    if (asks && route?.kind === 'locked') approval.push(t('items.can.locked', { post: seatsWords(route.appoint, t) }));
    if (asks && route?.kind === 'open') {
      const names = isJointly(route.rule)
        ? approverSentence(route.rule, ruleLanguage(language))
        : route.approvers.map(({ name }) => name).join(t('items.can.or'));
      approval.push(`${t('items.can.approval', { names })}${language === 'en' ? '.' : '。'}`);
      if (route.escalated) approval.push(t('items.can.escalated'));
    }
    // "Needs approval" without a name says less than the sentence with the name beside it.
    const first = code === 'APPROVAL_REQUIRED' && approval.length > 0 ? [] : [said];
    return [...first, ...approval, ...others].join(language === 'en' ? ' ' : '');
  };
};

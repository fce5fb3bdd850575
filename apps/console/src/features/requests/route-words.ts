import type { Agreement, Language, RouteWire } from '@miji/contract';
import { approverSentence } from '@miji/core';
import type { TFunction } from 'i18next';
import { ruleLanguage, seatsWords } from '../../ui/index.ts';

interface Named {
  readonly name: string;
  readonly onBehalfOf: { readonly name: string } | null;
  readonly delegation: string | null;
}

/** Somebody who decides, in whose name, and under which delegation. */
export const deciderName = ({ name, onBehalfOf, delegation }: Named, t: TFunction): string => {
  if (onBehalfOf === null) return name;
  const principal = onBehalfOf.name;
  return delegation === null
    ? t('requests.who.on_behalf', { name, principal })
    : t('requests.who.under_delegation', { name, principal, delegation });
};

/** The name of somebody who has agreed, as {@link deciderName}. */
export const agreementName = ({ person, onBehalfOf, delegation }: Agreement, t: TFunction): string =>
  deciderName({ name: person.name, onBehalfOf, delegation }, t);

/** One line for each act: whoever fills several seats at once has agreed once. */
export const agreementsOf = ({ agreed }: RouteWire): readonly Agreement[] => [
  ...new Map(agreed.map((one) => [`${one.at} ${one.person.id} ${one.onBehalfOf?.id ?? ''}`, one] as const)).values(),
];

/** The names of whoever may decide, or nothing where nobody may. */
export const approverNames = (route: RouteWire, t: TFunction): string =>
  route.kind === 'open' ? route.approvers.map((one) => deciderName(one, t)).join(t('requests.who.separator')) : '';

const agreedNames = (route: RouteWire, t: TFunction): string =>
  agreementsOf(route)
    .map((one) => agreementName(one, t))
    .join(t('requests.who.separator'));

/** Who will decide and who has agreed already, or whom to appoint so that somebody can. */
export const routeWords = (route: RouteWire, t: TFunction, language: Language): readonly string[] => {
  const agreed = route.agreed.length === 0 ? [] : [t('requests.who.agreed', { names: agreedNames(route, t) })];
  if (route.kind === 'locked') return [...agreed, t('requests.who.locked', { appoint: seatsWords(route.appoint, t) })];
  const post = approverSentence(route.rule, ruleLanguage(language));
  const decides = t('requests.who.open', { names: approverNames(route, t), post });
  return route.escalated ? [...agreed, decides, t('requests.who.escalated')] : [...agreed, decides];
};

/** In whose name, and under which delegation, somebody would decide; null where he may do it in his own right. */
export const lentTo = (
  route: RouteWire,
  personId: string,
): { readonly principal: string; readonly delegation: string } | null => {
  const own = route.kind === 'open' ? route.approvers.filter(({ id }) => id === personId) : [];
  if (own.some(({ onBehalfOf }) => onBehalfOf === null)) return null;
  const [first] = own;
  if (first === undefined || first.onBehalfOf === null) return null;
  return { principal: first.onBehalfOf.name, delegation: first.delegation ?? '' };
};

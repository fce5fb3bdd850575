import type { RegisterEntry } from '@miji/contract';
import type { TFunction } from 'i18next';

type Decision = RegisterEntry['decisions'][number];

/** Who decided, in whose name, under which delegation: `乙 代 甲（委托 …）同意`. */
export const decisionWords = ({ person, onBehalfOf, delegation, kind }: Decision, t: TFunction): string =>
  t(`register.act.${kind}`, { name: namedBy({ person, onBehalfOf, delegation }, t) });

const namedBy = ({ person, onBehalfOf, delegation }: Omit<Decision, 'kind'>, t: TFunction): string => {
  const { name } = person;
  if (onBehalfOf === null) return name;
  const principal = onBehalfOf.name;
  return delegation === null
    ? t('register.on_behalf', { name, principal })
    : t('register.under_delegation', { name, principal, delegation });
};

/** Everything that was decided, in one line. */
export const decisionsWords = ({ decisions }: RegisterEntry, t: TFunction): string =>
  decisions.map((decision) => decisionWords(decision, t)).join(t('register.separator'));

/** Who receives how many. */
export const recipientsWords = ({ terms }: RegisterEntry, t: TFunction): string =>
  terms.recipients
    .map(({ person, copies }) => t('register.copies_of', { name: person.name, count: copies }))
    .join(t('register.names_separator'));

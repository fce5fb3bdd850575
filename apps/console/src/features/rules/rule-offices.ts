import type { CompanyRef, Session } from '@miji/contract';

/** The companies in which somebody is the security officer: those for which he writes rules. */
const officesOf = ({ capacities }: Session): readonly CompanyRef[] => [
  ...new Map(
    capacities.filter(({ post }) => post === 'security_officer').map(({ company }) => [company.code, company]),
  ).values(),
];

/** Whose rules somebody may draft: null the group's, and his companies' own. The server decides each time by itself. */
export const scopesOf = (session: Session): readonly (CompanyRef | null)[] => {
  const offices = officesOf(session);
  return offices.some(({ kind }) => kind === 'headquarters') ? [null, ...offices] : offices;
};

/** Whether somebody sees drafts, dry runs and the coverage: security officers, auditors, the head office's executives. */
export const readsDrafts = ({ capacities }: Session): boolean =>
  capacities.some(
    ({ post, company }) =>
      post === 'security_officer' ||
      post === 'auditor' ||
      (company.kind === 'headquarters' && (post === 'general_manager' || post === 'deputy_general_manager')),
  );

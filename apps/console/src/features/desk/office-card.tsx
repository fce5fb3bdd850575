import type { Session } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useSession } from '../../lib/session.tsx';
import { GoLink } from '../../ui/index.ts';

const TOOLS = {
  rules: paths.rules(),
  drafts: paths.ruleDrafts(),
  coverage: paths.coverage(),
  versions: paths.ruleVersions(),
  expiring: paths.expiring(),
  explain: paths.explain(),
  headquarters: paths.headquartersReads(),
  people: paths.organisation({ tab: 'people' }),
  my_delegations: paths.delegations(),
  delegations: paths.organisation({ tab: 'delegations' }),
  import_people: paths.organisation({ tab: 'import' }),
  ledger: paths.importLedger(),
  customers: paths.customers(),
  record_classes: paths.recordClasses(),
  holds: paths.holds(),
  register: paths.register(),
  figures: paths.requestFigures(),
  custody: paths.custody(),
  loans: paths.loans(),
  stocktaking: paths.stocktakings(),
  incidents: paths.incidents(),
} as const;
type Tool = keyof typeof TOOLS;
const isTool = (name: string): name is Tool => name in TOOLS;

const OFFICE: readonly Tool[] = [
  'rules',
  'drafts',
  'coverage',
  'versions',
  'expiring',
  'explain',
  'headquarters',
  'people',
  'delegations',
  'ledger',
  'record_classes',
  'holds',
  'register',
  'figures',
  'custody',
  'stocktaking',
  'incidents',
];

const BY_POST: Readonly<Partial<Record<Session['capacities'][number]['post'], readonly Tool[]>>> = {
  security_officer: OFFICE,
  auditor: [
    'versions',
    'coverage',
    'explain',
    'headquarters',
    'expiring',
    'delegations',
    'register',
    'figures',
    'stocktaking',
    'incidents',
  ],
  system_administrator: ['people', 'import_people', 'delegations'],
  custodian: ['ledger', 'customers', 'custody', 'loans', 'stocktaking', 'incidents'],
  general_manager: ['my_delegations', 'coverage', 'register', 'figures'],
  deputy_general_manager: ['my_delegations'],
  department_head: ['my_delegations', 'customers'],
  project_manager: ['my_delegations'],
  customer_service_manager: ['my_delegations'],
  customer_information_supervisor: ['my_delegations'],
  customer_information_specialist: ['my_delegations'],
};

/** What a person's office is there for, one click away; nothing for whoever holds none. */
export const OfficeCard = (): ReactNode => {
  const { t } = useTranslation();
  const { capacities } = useSession();
  const wanted = new Set(capacities.flatMap(({ post }) => BY_POST[post] ?? []));
  const tools = Object.keys(TOOLS)
    .filter(isTool)
    .filter((tool) => wanted.has(tool));
  if (tools.length === 0) return null;
  return (
    <nav className="card office" aria-label={t('desk.office')}>
      <h2>{t('desk.office')}</h2>
      <ul className="desk-tools">
        {tools.map((tool) => (
          <li key={tool}>
            <GoLink href={TOOLS[tool]}>{t(`desk.tool.${tool}`)}</GoLink>
          </li>
        ))}
      </ul>
    </nav>
  );
};

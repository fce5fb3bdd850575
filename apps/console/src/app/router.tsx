import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { AppLayout } from './layout.tsx';
import { CrashPage } from './crash-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: CrashPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('../features/session/sign-in-page.tsx'), 'SignInPage'),
});

/** Everything behind the sign-in page. */
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: AppLayout });

const pages = [
  createRoute({
    getParentRoute: () => shell,
    path: '/',
    component: lazyRouteComponent(() => import('../features/desk/desk-page.tsx'), 'DeskPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/items',
    component: lazyRouteComponent(() => import('../features/items/items-page.tsx'), 'ItemsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/items/new',
    component: lazyRouteComponent(() => import('../features/items/register-item-page.tsx'), 'RegisterItemPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/items/$number',
    component: lazyRouteComponent(() => import('../features/items/item-page.tsx'), 'ItemPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/items/$number/read',
    component: lazyRouteComponent(() => import('../features/reader/read-item-page.tsx'), 'ReadItemPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/items/$number/request',
    component: lazyRouteComponent(() => import('../features/requests/file/file-request-page.tsx'), 'FileRequestPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/items/$number/change',
    component: lazyRouteComponent(() => import('../features/items/change-item-page.tsx'), 'ChangeItemPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/requests',
    component: lazyRouteComponent(() => import('../features/requests/requests-page.tsx'), 'RequestsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/requests/$number',
    component: lazyRouteComponent(() => import('../features/requests/request-page.tsx'), 'RequestPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/grants',
    component: lazyRouteComponent(() => import('../features/requests/grants/grants-page.tsx'), 'GrantsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/holds',
    component: lazyRouteComponent(() => import('../features/holds/holds-page.tsx'), 'HoldsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/delegations',
    component: lazyRouteComponent(
      () => import('../features/delegation-desk/delegation-desk-page.tsx'),
      'DelegationDeskPage',
    ),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/register',
    component: lazyRouteComponent(() => import('../features/request-register/register-page.tsx'), 'RegisterPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/register/figures',
    component: lazyRouteComponent(() => import('../features/request-register/figures-page.tsx'), 'FiguresPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/copies',
    component: lazyRouteComponent(() => import('../features/copies/copies-page.tsx'), 'CopiesPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/copies/$number',
    component: lazyRouteComponent(() => import('../features/copies/copy-page.tsx'), 'CopyPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/movements',
    component: lazyRouteComponent(() => import('../features/movements/movements-page.tsx'), 'MovementsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/tidings',
    component: lazyRouteComponent(() => import('../features/tidings/tidings-page.tsx'), 'TidingsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/incidents',
    component: lazyRouteComponent(() => import('../features/incidents/incidents-page.tsx'), 'IncidentsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/custody',
    component: lazyRouteComponent(() => import('../features/custody/custody-page.tsx'), 'CustodyPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/custody/stores',
    component: lazyRouteComponent(() => import('../features/custody/stores-page.tsx'), 'StoresPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/custody/stocktaking',
    component: lazyRouteComponent(() => import('../features/custody/stocktakings-page.tsx'), 'StocktakingsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/custody/stocktaking/$number',
    component: lazyRouteComponent(() => import('../features/custody/stocktaking-page.tsx'), 'StocktakingPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/loans',
    component: lazyRouteComponent(() => import('../features/custody/loans-page.tsx'), 'LoansPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/loans/$number',
    component: lazyRouteComponent(() => import('../features/custody/loan-page.tsx'), 'LoanPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/whose-copy',
    component: lazyRouteComponent(() => import('../features/whose-copy/whose-copy-page.tsx'), 'WhoseCopyPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/handovers',
    component: lazyRouteComponent(() => import('../features/handovers/handovers-page.tsx'), 'HandoversPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/trace',
    component: lazyRouteComponent(() => import('../features/trace/trace-page.tsx'), 'TracePage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/rules',
    component: lazyRouteComponent(() => import('../features/rules/rules-page.tsx'), 'RulesPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/rules/versions',
    component: lazyRouteComponent(() => import('../features/rules/versions-page.tsx'), 'RuleVersionsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/rules/drafts',
    component: lazyRouteComponent(() => import('../features/rules/drafts-page.tsx'), 'RuleDraftsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/rules/drafts/$number',
    component: lazyRouteComponent(() => import('../features/rules/draft-page.tsx'), 'RuleDraftPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/rules/coverage',
    component: lazyRouteComponent(() => import('../features/coverage/coverage-page.tsx'), 'CoveragePage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/organisation',
    component: lazyRouteComponent(() => import('../features/organisation/organisation-page.tsx'), 'OrganisationPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/items/import',
    component: lazyRouteComponent(() => import('../features/ledger/import-ledger-page.tsx'), 'ImportLedgerPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/customers',
    component: lazyRouteComponent(() => import('../features/customers/customers-page.tsx'), 'CustomersPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/record-classes',
    component: lazyRouteComponent(
      () => import('../features/record-classes/record-classes-page.tsx'),
      'RecordClassesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/explain',
    component: lazyRouteComponent(() => import('../features/explain/explain-page.tsx'), 'ExplainPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/developers',
    component: lazyRouteComponent(() => import('../features/developers/developers-page.tsx'), 'DevelopersPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/reports/expiring',
    component: lazyRouteComponent(() => import('../features/reports/expiring-page.tsx'), 'ExpiringPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/reports/headquarters-reads',
    component: lazyRouteComponent(
      () => import('../features/reports/headquarters-reads-page.tsx'),
      'HeadquartersReadsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/notices',
    component: lazyRouteComponent(() => import('../features/notices/notices-page.tsx'), 'NoticesPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/notices/settings',
    component: lazyRouteComponent(() => import('../features/notices/notice-settings-page.tsx'), 'NoticeSettingsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/system',
    component: lazyRouteComponent(() => import('../features/notices/system-page.tsx'), 'SystemPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/account',
    component: lazyRouteComponent(
      () => import('../features/second-factor/account-security-page.tsx'),
      'AccountSecurityPage',
    ),
  }),
  createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage }),
];

/** Search parameters are plain words in both directions; each page reads its own by a schema of `paths.ts`. */
export const router = createRouter({
  routeTree: root.addChildren([signIn, shell.addChildren(pages)]),
  defaultPreload: 'intent',
  // So that a page that fails leaves the frame with the ways to the others standing.
  defaultErrorComponent: CrashPage,
  scrollRestoration: true,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const words = Object.entries(search).filter(([, value]) => value !== undefined);
    const text = new URLSearchParams(words.map(([name, value]) => [name, String(value)])).toString();
    return text === '' ? '' : `?${text}`;
  },
});

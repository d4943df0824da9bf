import {
  type AnyRouter,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
  type RouterHistory,
} from '@tanstack/react-router';

import { Loading } from '../ui/query-view.tsx';
import { CompanyEntry, EntryScreen } from './entry-screen.tsx';
import { Frame } from './frame.tsx';
import { NotFound, ScreenFailed } from './screen-failed.tsx';

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const entryRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: EntryScreen });

const newCompanyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/companies/new',
  component: lazyRouteComponent(() => import('../features/companies/first-run-screen.tsx'), 'FirstRunScreen'),
});

const companyRoute = createRoute({ getParentRoute: () => rootRoute, path: '/c/$company', component: Frame, notFoundComponent: NotFound });

const toOverview = screen('/', CompanyEntry);

/** Each screen is a chunk of its own, fetched when it is first opened. */
const screens = [
  toOverview,
  screen(
    'overview',
    lazyRouteComponent(() => import('../features/overview/overview-screen.tsx'), 'OverviewScreen'),
  ),
  screen(
    'review',
    lazyRouteComponent(() => import('../features/review/review-screen.tsx'), 'ReviewScreen'),
  ),
  screen(
    'mapping',
    lazyRouteComponent(() => import('../features/mapping/mapping-screen.tsx'), 'MappingScreen'),
  ),
  screen(
    'replay',
    lazyRouteComponent(() => import('../features/replay/replay-screen.tsx'), 'ReplayScreen'),
  ),
  screen(
    'reconcile',
    lazyRouteComponent(() => import('../features/reconcile/reconcile-screen.tsx'), 'ReconcileScreen'),
  ),
  screen(
    'completeness',
    lazyRouteComponent(() => import('../features/completeness/completeness-screen.tsx'), 'CompletenessScreen'),
  ),
  screen(
    'activity',
    lazyRouteComponent(() => import('../features/activity/activity-screen.tsx'), 'ActivityScreen'),
  ),
  screen(
    'audit',
    lazyRouteComponent(() => import('../features/audit/audit-screen.tsx'), 'AuditScreen'),
  ),
  screen(
    'connections',
    lazyRouteComponent(() => import('../features/connections/connections-screen.tsx'), 'ConnectionsScreen'),
  ),
  screen(
    'set-up',
    lazyRouteComponent(() => import('../features/connections/set-up-screen.tsx'), 'SetUpScreen'),
  ),
  screen(
    'rehearsal',
    lazyRouteComponent(() => import('../features/rehearsal/rehearsal-screen.tsx'), 'RehearsalScreen'),
  ),
  screen(
    'settings',
    lazyRouteComponent(() => import('../features/settings/settings-screen.tsx'), 'SettingsScreen'),
  ),
  screen(
    'help',
    lazyRouteComponent(() => import('../features/help/help-screen.tsx'), 'HelpScreen'),
  ),
  screen(
    'practice',
    lazyRouteComponent(() => import('../features/practice/practice-screen.tsx'), 'PracticeScreen'),
  ),
] as const;

function screen(path: string, component: RouteComponent): ReturnType<typeof createRoute> {
  // Safe: the routes are put together by name here and reached by name everywhere; their types would say no more.
  return createRoute({ getParentRoute: () => companyRoute, path, component }) as never;
}

/** "?states=ready&q=10457"; the library's own would turn an order number into a number and write text in quotes. */
function searchText(search: Readonly<Record<string, unknown>>): string {
  const text = new URLSearchParams(
    Object.entries(search).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  ).toString();
  return text === '' ? '' : `?${text}`;
}

export function createAppRouter(history: RouterHistory): AnyRouter {
  return createRouter({
    history,
    routeTree: rootRoute.addChildren([entryRoute, newCompanyRoute, companyRoute.addChildren([...screens])]),
    // Parameters stay plain text, so that an address can be read, written by hand and shared.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: searchText,
    defaultPendingComponent: Loading,
    defaultErrorComponent: ScreenFailed,
    defaultPendingMs: 200,
  });
}

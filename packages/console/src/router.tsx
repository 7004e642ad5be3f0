import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import type { Console } from './console/console-context.tsx';
import { parseSearch, stringifySearch } from './console/search-params.ts';
import { homeRoute } from './routes/home.tsx';
import { integrationRoute } from './routes/integration.tsx';
import { myTimeRoute } from './routes/my-time.tsx';
import { projectRoute } from './routes/project.tsx';
import { projectsRoute } from './routes/projects.tsx';
import { rootRoute } from './routes/root.tsx';
import { signInRoute } from './routes/sign-in.tsx';
import { signedInRoute } from './routes/signed-in.tsx';
import { signedInAreaRoute } from './routes/signed-in-area.tsx';
import { syncRoute } from './routes/sync.tsx';
import { syncDeliveriesRoute } from './routes/sync-deliveries.tsx';
import { syncDiscrepanciesRoute } from './routes/sync-discrepancies.tsx';
import { syncHomeRoute } from './routes/sync-home.tsx';
import { syncOutboxRoute } from './routes/sync-outbox.tsx';
import { syncTimelineRoute } from './routes/sync-timeline.tsx';
import { timeEntriesRoute } from './routes/time-entries.tsx';

const syncTree = syncRoute.addChildren([
  syncHomeRoute,
  syncOutboxRoute,
  syncDeliveriesRoute,
  syncDiscrepanciesRoute,
  syncTimelineRoute,
]);
const areaTree = signedInAreaRoute.addChildren([
  homeRoute,
  myTimeRoute,
  timeEntriesRoute,
  projectsRoute,
  projectRoute,
  integrationRoute,
  syncTree,
]);
const routeTree = rootRoute.addChildren([signInRoute, signedInRoute, areaTree]);

/** Joins the pages; their data is kept by the query client alone. */
export function createConsoleRouter(console: Console, queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { console, queryClient },
    defaultPreloadStaleTime: 0,
    parseSearch,
    stringifySearch,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { RunSearch } from '../features/sync/sync-search.ts';
import { syncRoute } from './sync.tsx';

export const syncRunsRoute = createRoute({
  getParentRoute: () => syncRoute,
  path: '/runs',
  validateSearch: RunSearch,
  component: lazyRouteComponent(() => import('../features/sync/runs/runs-page.tsx'), 'RunsPage'),
});

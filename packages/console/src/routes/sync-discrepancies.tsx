import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { DiscrepancySearch } from '../features/sync/sync-search.ts';
import { syncRoute } from './sync.tsx';

export const syncDiscrepanciesRoute = createRoute({
  getParentRoute: () => syncRoute,
  path: '/discrepancies',
  validateSearch: DiscrepancySearch,
  component: lazyRouteComponent(
    () => import('../features/sync/discrepancies/discrepancies-page.tsx'),
    'DiscrepanciesPage',
  ),
});

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { DeliverySearch } from '../features/sync/sync-search.ts';
import { syncRoute } from './sync.tsx';

export const syncDeliveriesRoute = createRoute({
  getParentRoute: () => syncRoute,
  path: '/deliveries',
  validateSearch: DeliverySearch,
  component: lazyRouteComponent(
    () => import('../features/sync/deliveries/deliveries-page.tsx'),
    'DeliveriesPage',
  ),
});

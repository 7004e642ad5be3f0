import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { OutboxSearch } from '../features/sync/sync-search.ts';
import { syncRoute } from './sync.tsx';

export const syncOutboxRoute = createRoute({
  getParentRoute: () => syncRoute,
  path: '/outbox',
  validateSearch: OutboxSearch,
  component: lazyRouteComponent(() => import('../features/sync/outbox/outbox-page.tsx'), 'OutboxPage'),
});

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInAreaRoute } from './signed-in-area.tsx';

export const syncRoute = createRoute({
  getParentRoute: () => signedInAreaRoute,
  path: '/sync',
  component: lazyRouteComponent(() => import('../features/sync/sync-page.tsx'), 'SyncPage'),
});

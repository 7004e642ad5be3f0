import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInAreaRoute } from './signed-in-area.tsx';

export const integrationRoute = createRoute({
  getParentRoute: () => signedInAreaRoute,
  path: '/integration',
  component: lazyRouteComponent(
    () => import('../features/integration/integration-page.tsx'),
    'IntegrationPage',
  ),
});

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInAreaRoute } from './signed-in-area.tsx';

export const projectRoute = createRoute({
  getParentRoute: () => signedInAreaRoute,
  path: '/projects/$projectId',
  component: lazyRouteComponent(() => import('../features/projects/project-page.tsx'), 'ProjectPage'),
});

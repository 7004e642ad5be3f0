import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ProjectSearch } from '../features/projects/project-search.ts';
import { signedInAreaRoute } from './signed-in-area.tsx';

export const projectsRoute = createRoute({
  getParentRoute: () => signedInAreaRoute,
  path: '/projects',
  validateSearch: ProjectSearch,
  component: lazyRouteComponent(() => import('../features/projects/projects-page.tsx'), 'ProjectsPage'),
});

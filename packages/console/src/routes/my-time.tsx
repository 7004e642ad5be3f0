import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { TimeEntrySearch } from '../features/time-entries/time-entry-search.ts';
import { signedInAreaRoute } from './signed-in-area.tsx';

export const myTimeRoute = createRoute({
  getParentRoute: () => signedInAreaRoute,
  path: '/my-time',
  validateSearch: TimeEntrySearch,
  component: lazyRouteComponent(() => import('../features/my-time/my-time-page.tsx'), 'MyTimePage'),
});

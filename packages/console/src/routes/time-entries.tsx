import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { CompanyTimeEntrySearch } from '../features/time-entries/time-entry-search.ts';
import { signedInAreaRoute } from './signed-in-area.tsx';

export const timeEntriesRoute = createRoute({
  getParentRoute: () => signedInAreaRoute,
  path: '/time-entries',
  validateSearch: CompanyTimeEntrySearch,
  component: lazyRouteComponent(
    () => import('../features/time-entries/time-entries-page.tsx'),
    'TimeEntriesPage',
  ),
});

import { routes } from '@illumera/api-models';
import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { syncRoute } from './sync.tsx';

export const syncTimelineRoute = createRoute({
  getParentRoute: () => syncRoute,
  path: '/timeline/$externalType/$externalId',
  params: {
    parse: (params) => {
      const parsed = routes.readTimeline.params.safeParse(params);
      if (!parsed.success) throw notFound();
      return parsed.data;
    },
    stringify: (params) => params,
  },
  component: lazyRouteComponent(() => import('../features/sync/timeline/timeline-page.tsx'), 'TimelinePage'),
});

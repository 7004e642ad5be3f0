import { createRoute, redirect } from '@tanstack/react-router';
import { syncRoute } from './sync.tsx';

export const syncHomeRoute = createRoute({
  getParentRoute: () => syncRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/sync/outbox', replace: true });
  },
});

import { createRoute, redirect } from '@tanstack/react-router';
import { apiQuery } from '../console/api-query.ts';
import { isUnauthenticated } from '../console/create-query-client.ts';
import { Shell } from '../features/shell/shell.tsx';
import { rootRoute } from './root.tsx';

/** Everything that needs a session; who is signed in is known before any page below shows. */
export const signedInAreaRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'area',
  beforeLoad: ({ context: { console }, location }) => {
    if (console.session.read() === undefined) {
      throw redirect({ to: '/sign-in', search: { returnTo: location.href } });
    }
  },
  loader: async ({ context: { console, queryClient }, location }) => {
    const query = { ...apiQuery(console.api, 'readMe', {}), staleTime: Number.POSITIVE_INFINITY };
    try {
      return await queryClient.ensureQueryData(query);
    } catch (error) {
      if (!isUnauthenticated(error)) throw error;
      throw redirect({ to: '/sign-in', search: { returnTo: location.href, because: 'expired' } });
    }
  },
  component: Shell,
});

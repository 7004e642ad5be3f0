import { createRoute, redirect } from '@tanstack/react-router';
import { apiQuery } from '../console/api-query.ts';
import { navigation } from '../console/navigation.ts';
import { signedInAreaRoute } from './signed-in-area.tsx';

/** Leads to the first page of the role. */
export const homeRoute = createRoute({
  getParentRoute: () => signedInAreaRoute,
  path: '/',
  loader: async ({ context: { console, queryClient } }) => {
    const { role } = await queryClient.ensureQueryData(apiQuery(console.api, 'readMe', {}));
    throw redirect({ to: navigation[role][0].to, replace: true });
  },
});

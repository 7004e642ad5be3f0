import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { optionalSearch } from '../console/optional-search.ts';
import { SignInPage } from '../features/sign-in/sign-in-page.tsx';
import { rootRoute } from './root.tsx';

const SignInSearch = z.object({
  returnTo: optionalSearch(z.string().max(1000)),
  because: optionalSearch(z.enum(['expired'])),
});

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: SignInSearch,
  component: SignInPage,
});

import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import type { Console } from '../console/console-context.tsx';
import { UnexpectedPage } from '../features/shell/unexpected-page.tsx';
import { UnknownPage } from '../features/shell/unknown-page.tsx';

interface RouteContext {
  console: Console;
  queryClient: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouteContext>()({
  component: Outlet,
  errorComponent: UnexpectedPage,
  notFoundComponent: UnknownPage,
});

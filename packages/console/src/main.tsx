import './without-eval.ts';
import './styles.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { type ConsoleConfig, createApiClient } from '@illumera/api-models';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ConsoleProvider } from './console/console-context.tsx';
import { createQueryClient } from './console/create-query-client.ts';
import { UnreadableConfigPage } from './features/shell/unreadable-config-page.tsx';
import { createConsoleRouter } from './router.tsx';
import { readConsoleConfig } from './session/read-console-config.ts';
import { createSessionStore } from './session/session-store.ts';

function draw(page: ReactNode): void {
  const element = document.querySelector('#root');
  if (element === null) throw new Error('The page has no #root.');
  createRoot(element).render(
    <StrictMode>
      <CSPProvider disableStyleElements>{page}</CSPProvider>
    </StrictMode>,
  );
}

function startConsole(config: ConsoleConfig): void {
  const session = createSessionStore(sessionStorage, Date.now);
  const api = createApiClient({ baseUrl: '', token: () => session.read()?.accessToken ?? '' });
  const expire = () => {
    session.clear();
    queryClient.clear();
    const { pathname, href } = router.state.location;
    if (pathname === '/sign-in') return;
    void router.navigate({ to: '/sign-in', search: { returnTo: href, because: 'expired' } });
  };
  const console = { config, session, api, expire };
  const queryClient = createQueryClient(expire);
  const router = createConsoleRouter(console, queryClient);
  draw(
    <ConsoleProvider value={console}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConsoleProvider>,
  );
}

readConsoleConfig().then(startConsole, (error: unknown) => draw(<UnreadableConfigPage error={error} />));

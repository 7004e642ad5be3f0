import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useConsole } from '../../console/console-context.tsx';
import { LiveProvider } from '../../console/live-context.tsx';
import { hasPage, navigation } from '../../console/navigation.ts';
import { useMe } from '../../console/use-me.ts';
import { Account } from './account.tsx';
import { BrandMark } from './brand-mark.tsx';
import { EnvironmentBadge } from './environment-badge.tsx';
import { OtherRolePage } from './other-role-page.tsx';
import { useRefreshEvents } from './use-refresh-events.ts';
import { useSessionExpiry } from './use-session-expiry.ts';

/** The frame of every page behind the sign-in. */
export function Shell() {
  useSessionExpiry();
  const content = useContentFocus();
  return (
    <LiveProvider>
      <a
        href="#content"
        className="sr-only z-10 rounded-md bg-lamp px-4 py-2 font-semibold text-on-lamp focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <RefreshEvents />
      <Band />
      <main
        ref={content}
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-7xl px-4 py-8 sm:px-6 lg:px-8"
      >
        <Content />
      </main>
    </LiveProvider>
  );
}

function RefreshEvents() {
  useRefreshEvents();
  return null;
}

function Content() {
  const { role } = useMe();
  const path = useRouterState({ select: ({ matches }) => matches.at(-1)?.pathname ?? '/' });
  return hasPage(role, path) ? <Outlet /> : <OtherRolePage />;
}

function Band() {
  const { config } = useConsole();
  const { role } = useMe();
  return (
    <header className="on-band bg-band text-on-band">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-4 gap-y-1 px-4 pt-3 lg:gap-x-8 sm:px-6 lg:flex-nowrap lg:px-8">
        <Link to="/" className="flex items-center gap-3 pb-3">
          <BrandMark />
          <span className="font-display text-xl font-semibold">Illumera</span>
          <EnvironmentBadge environment={config.environment} />
        </Link>
        <nav
          aria-label="Main"
          className="order-3 -mx-4 w-screen overflow-x-auto px-4 lg:order-0 lg:mx-0 lg:w-auto lg:px-0"
        >
          <ul className="flex gap-6">
            {navigation[role].map(({ to, label }) => (
              <li key={to}>
                <Link
                  to={to}
                  className="block border-b-3 pt-1 pb-3 whitespace-nowrap"
                  activeProps={{ className: 'border-lamp font-semibold' }}
                  inactiveProps={{ className: 'border-transparent text-on-band-muted hover:text-on-band' }}
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <Account />
      </div>
    </header>
  );
}

/** Moves the focus to a page's content when another page has been chosen, as a page load would. */
function useContentFocus() {
  const content = useRef<HTMLElement>(null);
  const page = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current !== undefined && shown.current !== page) content.current?.focus();
    shown.current = page;
  }, [page]);
  return content;
}

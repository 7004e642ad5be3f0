import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Page } from '../../ui/page.tsx';

const tables = [
  { to: '/sync/outbox', label: 'Outbox queue' },
  { to: '/sync/deliveries', label: 'Webhook deliveries' },
  { to: '/sync/discrepancies', label: 'Discrepancies' },
  { to: '/sync/runs', label: 'Comparisons' },
] as const;

const look = 'inline-block border-b-3 px-1 pb-2 font-semibold whitespace-nowrap';

/** The frame of the tables on how Illumera and Align are kept in step. */
export function SyncPage() {
  const strip = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = tables.findIndex(({ to }) => to === pathname);
  // On a phone the strip is wider than the page, which must not hide where one is.
  useEffect(() => {
    const links = strip.current?.querySelectorAll('a');
    links?.[shown]?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [shown]);
  return (
    <Page
      title="Align sync"
      lead="What is on its way to Align, what Align told us, and where the two sides differ."
    >
      <nav ref={strip} aria-label="Sync tables" className="overflow-x-auto border-b border-line">
        <ul className="flex gap-3 sm:gap-6">
          {tables.map(({ to, label }) => (
            <li key={to}>
              <Link
                to={to}
                search={(search) => ({ companyId: search.companyId })}
                activeOptions={{ includeSearch: false }}
                className={look}
                activeProps={{ className: 'border-brand text-brand' }}
                inactiveProps={{ className: 'border-transparent text-muted hover:text-ink' }}
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </Page>
  );
}

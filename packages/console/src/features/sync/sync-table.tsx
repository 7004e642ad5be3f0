import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LiveBar } from '../../ui/live-bar.tsx';

interface SyncTableProps {
  title: string;
  query: Pick<UseQueryResult, 'dataUpdatedAt'>;
  /** The choice of the first filter. */
  tabs: ReactNode;
  /** Further filters. */
  filters: ReactNode;
  children: ReactNode;
}

/** One of the dashboard's tables below its filters. */
export function SyncTable({ title, query, tabs, filters, children }: SyncTableProps) {
  return (
    <section aria-label={title} className="space-y-4">
      <title>{`${title} · Align sync · Illumera`}</title>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        {tabs}
        <LiveBar updatedAtMs={query.dataUpdatedAt} />
      </div>
      <search className="flex flex-wrap items-center gap-x-6 gap-y-3">{filters}</search>
      {children}
    </section>
  );
}

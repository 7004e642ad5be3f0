import type { UseQueryResult } from '@tanstack/react-query';
import type { ComponentProps, ReactNode } from 'react';
import { useMe } from '../../console/use-me.ts';
import type { ChipLook } from '../../ui/chip.tsx';
import { chipLabels } from '../../ui/chip-labels.ts';
import { FilterTabs } from '../../ui/filter-tabs.tsx';
import { ListView } from '../../ui/list-view.tsx';
import { LiveBar } from '../../ui/live-bar.tsx';
import { type RecordColumns, Records } from '../../ui/records.tsx';
import { CompanyFilter } from './company-filter.tsx';

/** What is chosen in the address, whichever the table. */
interface TableSearch {
  companyId?: string | undefined;
  cursor?: string | undefined;
  status?: string | undefined;
  state?: string | undefined;
}

interface SyncTableProps<Row extends { id: string }> {
  title: string;
  query: UseQueryResult<{ data: Row[]; nextCursor: string | null }>;
  search: TableSearch;
  /** The first filter: the words of a column that tell where each record stands. */
  tabs: { label: string; parameter: 'status' | 'state'; looks: Record<string, ChipLook> };
  /** A filter of the table's own. */
  filter?: ReactNode;
  /** What can be done with what is listed. */
  action?: ReactNode;
  columns: { own: RecordColumns<Row>; ofAllCompanies: RecordColumns<Row> };
  subject: ComponentProps<typeof ListView>['subject'];
  noneYet: ComponentProps<typeof ListView>['noneYet'];
}

/** One of the dashboard's tables below its filters; only a platform admin sees more than one company's records. */
export function SyncTable<Row extends { id: string }>(props: SyncTableProps<Row>) {
  const { title, query, search, tabs, filter, action, columns, subject, noneYet } = props;
  const { cursor, ...filters } = search;
  const allCompanies = useMe().role === 'platform_admin';
  return (
    <section aria-label={title} className="space-y-4">
      <title>{`${title} · Align sync · Illumera`}</title>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <FilterTabs
          label={tabs.label}
          parameter={tabs.parameter}
          options={chipLabels(tabs.looks)}
          current={search[tabs.parameter]}
        />
        <LiveBar updatedAtMs={query.dataUpdatedAt} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 has-[search:empty]:justify-end">
        <search className="flex flex-wrap items-center gap-x-6 gap-y-3 empty:hidden">
          {filter}
          <CompanyFilter current={search.companyId} />
        </search>
        {action}
      </div>
      <ListView
        query={query}
        cursor={cursor}
        filtered={Object.values(filters).some((value) => value !== undefined)}
        subject={subject}
        noneYet={noneYet}
      >
        {(rows, stale) => (
          <Records
            caption={title}
            columns={allCompanies ? columns.ofAllCompanies : columns.own}
            rows={rows}
            rowId={({ id }) => id}
            stale={stale}
          />
        )}
      </ListView>
    </section>
  );
}

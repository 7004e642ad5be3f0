import {
  type ColumnDef,
  createColumnHelper,
  flexRender,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useWide } from './use-wide.ts';

const features = tableFeatures({});
type Features = typeof features;

export type RecordColumns<Row extends object> = ColumnDef<Features, Row>[];

/** Describes the columns of a list of records; the first names the record. */
export function recordColumns<Row extends object>() {
  return createColumnHelper<Features, Row>();
}

interface RecordsProps<Row extends object> {
  /** Names the list for assistive technology. */
  caption: string;
  columns: RecordColumns<Row>;
  rows: Row[];
  rowId: (row: Row) => string;
  /** Whether the rows are of a choice before the present one, still being replaced. */
  stale: boolean;
}

/** A list of records: a table where there is room, else a card for each. */
export function Records<Row extends object>({ caption, columns, rows, rowId, stale }: RecordsProps<Row>) {
  const table = useTable({ features, columns, data: rows, getRowId: rowId });
  const wide = useWide();
  const View = wide ? TableView : CardView;
  return (
    <div aria-busy={stale} className={`transition-opacity ${stale ? 'opacity-60' : ''}`}>
      <View caption={caption} table={table} />
    </div>
  );
}

interface ViewProps<Row extends object> {
  caption: string;
  table: ReturnType<typeof useTable<Features, Row>>;
}

function TableView<Row extends object>({ caption, table }: ViewProps<Row>) {
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full border-collapse text-left text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="border-b border-line bg-sunken text-xs tracking-wide text-muted">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col" className="px-4 py-2.5 font-semibold whitespace-nowrap">
                  {flexRender(header.column.columnDef.header, header.getContext())}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody className="divide-y divide-line">
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} className="align-top hover:bg-sunken/50">
              {row.getAllCells().map((cell) => (
                <td key={cell.id} className="px-4 py-3">
                  {flexRender(cell.column.columnDef.cell, cell.getContext())}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CardView<Row extends object>({ caption, table }: ViewProps<Row>) {
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  return (
    <ul aria-label={caption} className="space-y-3">
      {table.getRowModel().rows.map((row) => (
        <li key={row.id} className="rounded-lg border border-line bg-surface p-4 text-sm">
          <dl className="grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-4 gap-y-2.5">
            {row.getAllCells().map((cell, index) => {
              const header = headers[index];
              return (
                <div key={cell.id} className="col-span-2 grid grid-cols-subgrid">
                  <dt className="text-muted">
                    {header === undefined
                      ? null
                      : flexRender(header.column.columnDef.header, header.getContext())}
                  </dt>
                  <dd className="min-w-0 wrap-break-word">
                    {flexRender(cell.column.columnDef.cell, cell.getContext())}
                  </dd>
                </div>
              );
            })}
          </dl>
        </li>
      ))}
    </ul>
  );
}

import type { Database } from '@illumera/schema';
import type { Actor, Invalid, NotFound, Page, PageRequest } from '@illumera/sync';
import { inEachTenant } from './in-each-tenant.ts';

type ListAnswer<Row> = { kind: 'done'; value: Page<Row> } | Invalid | NotFound;

/** What lists are ordered by. */
type Dated = { id: string } & ({ createdAt: Date } | { receivedAt: Date });

const timeOf = (row: Dated) => ('createdAt' in row ? row.createdAt : row.receivedAt).getTime();

/** The newest rows of a list over all tenants; at most 200, as one page holds. */
export async function newestOfAll<Row extends Dated>(
  database: Database,
  request: { tenant: string | undefined; limit: number },
  list: (operator: Actor, page: PageRequest) => Promise<ListAnswer<Row>>,
): Promise<Row[]> {
  const { tenant, limit } = request;
  const pages = await inEachTenant(database, tenant, (operator) => list(operator, { limit }));
  return pages
    .flatMap((page) => (page.kind === 'done' ? page.value.data : []))
    .toSorted((a, b) => timeOf(b) - timeOf(a) || (a.id < b.id ? 1 : -1))
    .slice(0, limit);
}

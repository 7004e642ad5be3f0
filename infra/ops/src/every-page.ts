import type { Invalid, NotFound, Page, PageRequest } from '@illumera/sync';

type ListAnswer<Row> = { kind: 'done'; value: Page<Row> } | Invalid | NotFound;

const PAGE_SIZE = 200;

/** Reads a list of the domain to its end; a company that does not exist has nothing in it. */
export async function everyPage<Row>(list: (page: PageRequest) => Promise<ListAnswer<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const answer = await list({ limit: PAGE_SIZE, cursor });
    if (answer.kind !== 'done') break;
    rows.push(...answer.value.data);
    cursor = answer.value.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

import { actAs, type Database } from '@illumera/schema';
import { proofSize, useTestDatabase } from '@illumera/testkit';
import { describe, expect, test } from 'vitest';
import type { PageRequest } from '../../src/listing/fetch-page.ts';
import { readSignals } from '../../src/connections/health/read-signals.ts';
import { listProjects } from '../../src/projects/list-projects.ts';
import { buildLists } from './build-lists.ts';
import { explainList, type ListPlan } from './explain-list.ts';
import { fillLists, idOf, timeOf } from './fill-lists.ts';
import { type ListedTable, listedTables } from './list-cases.ts';
import { walkList } from './walk-list.ts';

const ROWS = proofSize({ usual: 20_000, full: 1_000_000 });
/** Of so many ways of asking one is tried. */
const STEP = proofSize({ usual: 3, full: 1 });
const PAGE = 50;
/** More rows than those companies have that failed or wait. */
const LITTLE = Math.max(400, ROWS / 200);
/** The most walks that one page merges, each of which reads a row before any of them is chosen. */
const MOST_WALKS = 24;
/** What finding a row and what it names takes: some levels of an index and the row, a few times. */
const BLOCKS_PER_ROW = 20;

const { database } = await useTestDatabase();
const lists = await buildLists(database);
await fillLists(database, lists, ROWS);
const tables = listedTables(lists, ROWS);

const middle = Math.floor(ROWS / 2);
const midway = Buffer.from(`${timeOf(middle).getTime() * 1000} ${idOf(middle)}`).toString('base64url');

/** Every choice of one of each row of filters, on the first page and on one in the middle. */
function requestsOf({ filters }: ListedTable): Record<string, unknown>[] {
  const chosen = filters.reduce<Record<string, unknown>[]>(
    (requests, choices) =>
      requests.flatMap((request) => choices.map((choice) => ({ ...request, ...choice }))),
    [{}],
  );
  return chosen
    .flatMap((request) => [request, { ...request, cursor: midway }])
    .filter((_, index) => index % STEP === 0);
}

function faultsOf({ steps, rowsRead, rowsPassedOver, blocks }: ListPlan): string[] {
  const slow = steps.filter(
    (step) => !/^(Index|Limit|(Merge )?Append|Result|Subquery|Aggregate|Nested Loop|Memoize)/.test(step),
  );
  return [
    ...slow,
    ...(steps.some((step) => step.startsWith('Index')) ? [] : ['no index']),
    ...(rowsRead > PAGE + 1 + MOST_WALKS ? [`${rowsRead} rows read`] : []),
    ...(rowsPassedOver > 0 ? [`${rowsPassedOver} rows passed over`] : []),
    ...(blocks > PAGE * BLOCKS_PER_ROW ? [`${blocks} blocks`] : []),
  ];
}

const isHealth = (text: string) => text.includes('has_stuck_entries');

/** A name may say more after the table's. */
const tableOf = (name: string) => name.replace(/ .*/, '');

const fullPages = new Set<string>();

describe(`of ${ROWS} rows`, () => {
  test.each(
    Object.entries(tables).flatMap(([name, listed]) =>
      Object.entries(listed.actors).map(([who, actor]) => ({ name, who, actor, listed })),
    ),
  )('a page of $name is read off an index, however it is filtered: $who', async ({ name, actor, listed }) => {
    const own = actAs(database, { role: 'illumera_api', tenantId: actor.tenantId });
    const table = tableOf(name);
    const faults: Record<string, string[]> = {};
    for (const request of requestsOf(listed)) {
      const page = { limit: PAGE, ...request } satisfies PageRequest;
      const plan = await explainList(own, { table }, (rows: Database) => listed.list(rows, actor, page));
      if (plan.rowsRead >= PAGE) fullPages.add(table);
      const found = faultsOf(plan);
      if (found.length > 0) faults[JSON.stringify(request)] = found;
    }
    expect(faults).toEqual({});
  });

  test.each(['small', 'dormant', 'alone'] as const)(
    'the health of a connection whose company has little does not look at what others have: %s',
    async (name) => {
      const { tenantId, connectionId } = lists[name];
      const own = actAs(database, { role: 'illumera_api', tenantId });
      const plan = await explainList(own, { table: 'align_webhook_deliveries', isMeant: isHealth }, (rows) =>
        readSignals(rows, [connectionId]),
      );
      expect(plan.steps.filter((step) => step.includes('Seq Scan'))).toEqual([]);
      expect(plan.rowsRead).toBeLessThan(LITTLE);
      expect(plan.rowsPassedOver).toBeLessThan(LITTLE);
    },
  );

  test('there was a full page of each table to read', () => {
    expect([...fullPages].toSorted()).toEqual([...new Set(Object.keys(tables).map(tableOf))].toSorted());
  });

  test('a walk of all of a large company shows each row once while rows are added', async () => {
    const walked = await walkList(database, {
      lists,
      table: 'projects',
      rows: ROWS,
      pageSize: 200,
      addEvery: 10,
      list: (page) => listProjects(database, lists.large.admin, page),
    });
    expect(walked).toEqual({ repeated: 0, missed: 0, unknown: 0 });
  });
});

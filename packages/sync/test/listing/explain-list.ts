import type { Database } from '@illumera/schema';
import { CompiledQuery, createQueryId, type RootOperationNode } from 'kysely';
import { z } from 'zod';

const Plan = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().optional(),
  'Rows Removed by Join Filter': z.number().optional(),
  'Shared Hit Blocks': z.number(),
  'Shared Read Blocks': z.number(),
  get Plans() {
    return z.array(Plan).optional();
  },
});
type Plan = z.output<typeof Plan>;

export interface ListPlan {
  /** Every kind of step in the plan. */
  steps: string[];
  /** Rows of the listed table that were read to make the page. */
  rowsRead: number;
  /** Rows of any table that were read and then not wanted. */
  rowsPassedOver: number;
  /** Blocks of 8 KiB that were looked at. */
  blocks: number;
}

interface Listed {
  table: string;
  /** Tells the query that is to be explained; the one that reads a page of the table unless said. */
  isMeant?: (text: string) => boolean;
}

/** Runs a list and tells how Postgres carried out its query of a table, and what that took. */
export async function explainList(
  database: Database,
  { table, isMeant = (text) => text.includes(`from "${table}"`) && text.includes('limit') }: Listed,
  list: (database: Database) => Promise<unknown>,
): Promise<ListPlan> {
  const nodes: RootOperationNode[] = [];
  const watched = database.withPlugin({
    transformQuery: ({ node }) => {
      nodes.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await list(watched);
  const queries = nodes.map((node) => database.getExecutor().compileQuery(node, createQueryId()));
  const query = queries.findLast(({ sql }) => isMeant(sql));
  if (query === undefined) throw new Error(`nothing was listed of ${table}`);
  const settings = queries.filter(({ sql }) => sql.includes('set_config'));
  const explained = await database.transaction().execute(async (transaction) => {
    for (const setting of settings) await transaction.executeQuery(setting);
    return transaction.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(`explain (analyze, buffers, format json) ${query.sql}`, [...query.parameters]),
    );
  });
  const [{ Plan: plan }] = z.tuple([z.object({ Plan })]).parse(Object.values(explained.rows[0] ?? {})[0]);
  const steps = flatten(plan);
  const sumOf = (amount: (step: Plan) => number, of = steps) =>
    of.reduce((sum, step) => sum + amount(step), 0);
  const removed = (step: Plan) =>
    ((step['Rows Removed by Filter'] ?? 0) + (step['Rows Removed by Join Filter'] ?? 0)) *
    step['Actual Loops'];
  return {
    steps: steps.map((step) => step['Node Type']),
    rowsRead: sumOf(
      (step) => step['Actual Rows'] * step['Actual Loops'] + removed(step),
      steps.filter((step) => step['Relation Name'] === table),
    ),
    rowsPassedOver: sumOf(removed),
    blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
  };
}

function flatten(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(flatten)];
}

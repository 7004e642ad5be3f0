import type { Database } from '@illumera/schema';
import { CompiledQuery, createQueryId, type RootOperationNode } from 'kysely';
import { z } from 'zod';

const Plan = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().optional(),
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
}

/** Runs a list and tells how Postgres carried out its query of a table. */
export async function explainList(
  database: Database,
  table: string,
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
  const query = queries.find(({ sql }) => sql.includes(`from "${table}"`) && sql.includes('limit'));
  if (query === undefined) throw new Error(`nothing was listed of ${table}`);
  const explained = await database.executeQuery<Record<string, unknown>>(
    CompiledQuery.raw(`explain (analyze, format json) ${query.sql}`, [...query.parameters]),
  );
  const [{ Plan: plan }] = z.tuple([z.object({ Plan })]).parse(Object.values(explained.rows[0] ?? {})[0]);
  const steps = flatten(plan);
  return {
    steps: steps.map((step) => step['Node Type']),
    rowsRead: steps
      .filter((step) => step['Relation Name'] === table)
      .reduce((sum, step) => sum + rowsOf(step), 0),
  };
}

function flatten(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(flatten)];
}

function rowsOf(step: Plan): number {
  return (step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)) * step['Actual Loops'];
}

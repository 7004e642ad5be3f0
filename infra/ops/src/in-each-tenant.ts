import type { Database } from '@illumera/schema';
import { type Actor, listTenants } from '@illumera/sync';
import { operatorIn } from './operator.ts';

/** Does something as the operator in each tenant, or in one, and returns what came of it, tenant by tenant. */
export async function inEachTenant<Answer>(
  database: Database,
  tenantId: string | undefined,
  act: (operator: Actor) => Promise<Answer>,
): Promise<Answer[]> {
  const tenants = await listTenants(database);
  const answers: Answer[] = [];
  for (const { id } of tenants) {
    if (tenantId === undefined || tenantId === id) answers.push(await act(operatorIn(id)));
  }
  return answers;
}

import type { Database } from '@illumera/schema';
import { concealed } from '@illumera/sealed';
import { conflict, notFound } from '../answer.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import type { AlignAccess } from './align-access.ts';
import { budgetedClient } from './budgeted-client.ts';
import { claimConnection } from './claim-connection.ts';
import { readConnection } from './read-connection.ts';
import { registerWebhook } from './register-webhook.ts';
import { validateKey } from './validate-key.ts';

export interface ConnectRequest extends AlignAccess {
  actor: Actor;
  companyId: string;
  apiKey: string;
  /** The public base URL of webhook-ingest, without a slash at its end. */
  webhookBaseUrl: string;
}

/**
 * Connects a company to the Align organization of its key (S2 "Connecting"): the key is validated, the connection and its
 * address are written, then Align is told the address, then its secret is stored. Every step is committed before the next
 * call to Align, so that an attempt that ends anywhere can simply be repeated.
 */
export async function connectAlign(database: Database, request: ConnectRequest) {
  const { actor, companyId, transport, keyring } = request;
  const company = await findCompany(database, actor, companyId);
  if (company === undefined) return notFound;
  if (company.isConnected) return conflict('this company is connected to Align already');
  const client = budgetedClient(database, { transport, key: concealed(request.apiKey) });
  const validated = await validateKey(client);
  if (validated.kind !== 'usable') return validated;
  const claimed = await claimConnection(database, { ...request, ...validated, tenantId: company.tenantId });
  if (claimed.kind !== 'done') return claimed;
  const registered = await registerWebhook(database, { client, keyring, claim: claimed.value });
  if (registered.kind !== 'done') return registered;
  return readConnection(database, actor, claimed.value.connectionId);
}

async function findCompany(database: Database, actor: Actor, companyId: string) {
  const scope = await companyScope(database, actor, companyId);
  if (scope === undefined) return undefined;
  const company = await database
    .selectFrom('companyProfiles')
    .leftJoin('alignConnections', (join) =>
      join
        .onRef('alignConnections.companyId', '=', 'companyProfiles.id')
        .on('alignConnections.status', '=', 'active'),
    )
    .select(['companyProfiles.tenantId', 'alignConnections.id as connectionId'])
    .where('companyProfiles.id', '=', companyId)
    .where('companyProfiles.tenantId', '=', scope.tenantId)
    .executeTakeFirst();
  if (company === undefined) return undefined;
  return { tenantId: company.tenantId, isConnected: company.connectionId !== null };
}

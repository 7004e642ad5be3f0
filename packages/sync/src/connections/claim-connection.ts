import { randomBytes } from 'node:crypto';
import type { Database } from '@illumera/schema';
import { type Keyring, seal } from '@illumera/sealed';
import { sql } from 'kysely';
import { v4 as randomToken, v7 as uuid } from 'uuid';
import { type Conflict, conflict, type Done, done } from '../answer.ts';
import { recordAction } from '../audit/record-action.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Actor } from '../people/actor.ts';
import { apiKeyContext } from './sealed-columns.ts';

const ROUTE_TOKEN_BYTES = 32;

export interface ClaimRequest {
  /** Who connects. */
  actor: Actor;
  tenantId: string;
  companyId: string;
  apiKey: string;
  alignOrgId: string;
  /** What the key may not do, to be named. */
  missingPermissions: string[];
  keyring: Keyring;
  /** The public base URL of webhook-ingest. */
  webhookBaseUrl: string;
}

/** A connection under way. Its token tells this attempt from any other on the same row. */
export interface ConnectionClaim {
  connectionId: string;
  token: string;
  webhookUrl: string;
}

/**
 * Writes the connection as `error`, with its key and its webhook's address, before Align is told of that address. What an
 * earlier attempt left as `error` is taken over, address included; one with another organization is disconnected instead,
 * since links belong to an organization.
 */
export async function claimConnection(
  database: Database,
  request: ClaimRequest,
): Promise<Done<ConnectionClaim> | Conflict> {
  return inTransaction(database, async (transaction) => {
    const existing = await lockCompanyConnection(transaction, request);
    if (existing?.status === 'active') return conflict('this company is connected to Align already');
    const isSameOrganization = existing?.alignOrgId === request.alignOrgId;
    if (existing !== undefined && !isSameOrganization) {
      await transaction
        .updateTable('alignConnections')
        .set({ status: 'disconnected' })
        .where('id', '=', existing.id)
        .execute();
    }
    const kept = isSameOrganization ? existing : undefined;
    const claim = await writeClaim(transaction, request, kept);
    await recordAction(transaction, request.actor, {
      action: 'connection.connect',
      subjectType: 'connection',
      subjectId: claim.connectionId,
      companyId: request.companyId,
      detail: { alignOrgId: request.alignOrgId, keyLastFour: request.apiKey.slice(-4) },
    });
    return done(claim);
  });
}

/** The company's row is held too: a first connection has no row of its own that two attempts could meet on. */
async function lockCompanyConnection(database: Database, request: ClaimRequest) {
  await sql`
    select 1 from company_profiles where id = ${request.companyId} and tenant_id = ${request.tenantId} for no key update
  `.execute(database);
  return database
    .selectFrom('alignConnections')
    .select(['id', 'status', 'alignOrgId', 'routeToken'])
    .where('tenantId', '=', request.tenantId)
    .where('companyId', '=', request.companyId)
    .where('status', '<>', 'disconnected')
    .forUpdate()
    .executeTakeFirst();
}

async function writeClaim(
  database: Database,
  request: ClaimRequest,
  kept: { id: string; routeToken: string | null } | undefined,
): Promise<ConnectionClaim> {
  const connectionId = kept?.id ?? uuid();
  const routeToken = kept?.routeToken ?? randomBytes(ROUTE_TOKEN_BYTES).toString('base64url');
  const token = randomToken();
  const claim = {
    webhookUrl: `${request.webhookBaseUrl}/api/webhooks/align/${routeToken}`,
  };
  const values = {
    ...claim,
    encryptedApiKey: seal(request.keyring, request.apiKey, apiKeyContext(connectionId)),
    secretChangeToken: token,
    secretChangingSince: sql<Date>`now()`,
    missingPermissions: request.missingPermissions,
    routeToken,
    keyLastFour: request.apiKey.slice(-4),
    alignOrgId: request.alignOrgId,
    alignKeyScope: 'organization',
    status: 'error' as const,
    lastErrorAt: null,
    lastErrorMessage: null,
    blockedUntil: null,
  };
  const { tenantId, companyId } = request;
  await database
    .insertInto('alignConnections')
    .values({ id: connectionId, tenantId, companyId, ...values })
    .onConflict((onConflict) => onConflict.column('id').doUpdateSet(values))
    .execute();
  return { connectionId, token, ...claim };
}

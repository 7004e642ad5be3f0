import { z } from 'zod';
import type { NewKey } from '../align/keys/mint-key.ts';
import type { NewOrganization } from '../align/organizations/create-organization.ts';
import type { NewAccount } from '../issuer/accounts.ts';
import type { TimeEntryStatus } from '../store/rows.ts';
import { ControlError } from './control-error.ts';
import {
  Account,
  AccountList,
  AlignTimeEntryList,
  MintedKey,
  MintedToken,
  Organization,
  OrganizationList,
} from './models.ts';

export interface EntryMove {
  /** Align's id. */
  id: string;
  transition: 'approve' | 'reject' | 'lock' | 'invoice' | 'unlock';
  /** Needed to reject and to unlock. */
  reason?: string;
}

export interface EntryQuestion {
  organizationId?: string;
  status?: TimeEntryStatus;
  /** The entry's id at Illumera. */
  externalId?: string;
}

export type ControlClient = ReturnType<typeof createControlClient>;

const TIMEOUT_MS = 15_000;

/**
 * Does what Align's own people do, and opens accounts at the token issuer, in the stand-in at this origin.
 * Every call throws ControlError where it is refused, and fetch's TypeError where nobody answers.
 */
export function createControlClient(baseUrl: string) {
  const send = sender(baseUrl);
  return {
    createOrganization: (organization: z.input<typeof NewOrganization>) =>
      send('POST', '/organizations', Organization, organization),
    listOrganizations: async () => (await send('GET', '/organizations', OrganizationList)).data,
    mintKey: async (key: z.input<typeof NewKey>) => (await send('POST', '/api-keys', MintedKey, key)).apiKey,
    putAccount: (account: z.input<typeof NewAccount>) => send('POST', '/accounts', Account, account),
    listAccounts: async () => (await send('GET', '/accounts', AccountList)).data,
    mintToken: async (sub: string) => (await send('POST', '/tokens', MintedToken, { sub })).token,
    findTimeEntries: async (question: EntryQuestion) =>
      (
        await send(
          'GET',
          `/time-entries?${new URLSearchParams({ ...question }).toString()}`,
          AlignTimeEntryList,
        )
      ).data,
    moveTimeEntry: async ({ id, transition, reason }: EntryMove) => {
      const path = `/time-entries/${encodeURIComponent(id)}/${transition}`;
      await send('POST', path, z.unknown(), { reason });
    },
  };
}

function sender(baseUrl: string) {
  return async <Model extends z.ZodType>(
    ...[method, path, model, body]: [method: 'GET' | 'POST', path: string, model: Model, body?: unknown]
  ): Promise<z.output<Model>> => {
    const response = await fetch(`${baseUrl}/control${path}`, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new ControlError(`${method} ${path}`, response.status, await response.text());
    return model.parse(await response.json());
  };
}

import { type ApiClient, createApiClient } from '@illumera/api-models';
import type { ControlCall } from '@illumera/testkit';
import type { LedgerRow } from './ledger.ts';

/** The people that a walk is walked by. */
export interface Cast {
  companyId: string;
  admin: ApiClient;
  talent: ApiClient;
  /** The talent, as Align is to know them. */
  person: { userId: string; personId: string; email: string; name: string };
}

/** A whole system, wherever it runs, as far as its users and Align's can reach it. */
export interface WalkedSystem {
  /** What every registered webhook address begins with. */
  webhookBaseUrl: string;
  /** Makes a company with an admin and a talent. */
  cast: () => Promise<Cast>;
  control: ControlCall;
  stop: () => Promise<unknown>;
}

/** A client of the API for the user of that `clerk_user_id`, with a token of the stand-in's issuer. */
export function clientFor(apiUrl: string, control: ControlCall, clerkUserId: string): ApiClient {
  return createApiClient({
    baseUrl: apiUrl,
    token: async () => (await control<{ token: string }>('POST', '/tokens', { sub: clerkUserId })).token,
  });
}

/** What changed something at Align with one key, in order of arrival. */
export async function mutationsOf(control: ControlCall, apiKey: string): Promise<LedgerRow[]> {
  const { data } = await control<{ data: LedgerRow[] }>('GET', '/requests');
  return data.filter((row) => row.method !== 'GET' && row.keyLastFour === apiKey.slice(-4));
}

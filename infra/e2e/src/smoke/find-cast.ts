import type { ControlClient } from '@illumera/align-sandbox/control-client';
import { type ApiClient, ApiProblemError, createApiClient, type Me } from '@illumera/api-models';
import type { SmokeSettings } from './settings.ts';

interface Player {
  me: Me;
  api: ApiClient;
}

/** A company whose connection works, its admin, and a talent who works for it. */
export interface Cast {
  admin: ApiClient;
  companyId: string;
  talent: ApiClient;
  personId: string;
}

const TIMEOUT_MS = 15_000;

/** Finds people of the demo to walk with, by the accounts at its token issuer; undefined while it is being seeded. */
export async function findCast(control: ControlClient, settings: SmokeSettings): Promise<Cast | undefined> {
  const players: Player[] = [];
  for (const { sub } of await control.listAccounts()) {
    const api = createApiClient({
      baseUrl: settings.API_URL,
      token: () => control.mintToken(sub),
      fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
    });
    const me = await readMe(api);
    if (me !== undefined) players.push({ me, api });
  }
  const talent = players.find(({ me }) => me.role === 'talent');
  const personId = talent?.me.personId ?? undefined;
  for (const { me, api } of players) {
    if (me.role !== 'company_admin' || me.companyId === null) continue;
    if (talent === undefined || personId === undefined || !(await isConnected(api))) continue;
    return { admin: api, companyId: me.companyId, talent: talent.api, personId };
  }
  return undefined;
}

/** Not every account need be a user here. */
async function readMe(api: ApiClient): Promise<Me | undefined> {
  try {
    return await api('readMe', {});
  } catch (error) {
    if (error instanceof ApiProblemError && (error.status === 401 || error.status === 403)) return undefined;
    throw error;
  }
}

async function isConnected(admin: ApiClient): Promise<boolean> {
  const { data } = await admin('listConnections', {});
  return data.some(({ status }) => status === 'active');
}

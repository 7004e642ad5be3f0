import type { ControlClient } from '@illumera/align-sandbox/control-client';
import { type ApiClient, ApiProblemError, createApiClient, type Me } from '@illumera/api-models';

export interface Talent {
  name: string;
  api: ApiClient;
}

export interface TalentSearch {
  control: ControlClient;
  apiUrl: string;
  /** Ends what is under way. */
  signal: AbortSignal;
}

const TIMEOUT_MS = 15_000;

/** Finds who can sign in at the stand-in and is a talent here. */
export async function findTalents({ control, apiUrl, signal }: TalentSearch): Promise<Talent[]> {
  const talents: Talent[] = [];
  for (const { sub, name } of await control.listAccounts()) {
    const api = createApiClient({
      baseUrl: apiUrl,
      token: () => control.mintToken(sub),
      fetch: (url, init) =>
        fetch(url, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) }),
    });
    const me = await readMe(api);
    if (me?.role === 'talent') talents.push({ name, api });
  }
  return talents;
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

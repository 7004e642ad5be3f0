import { composeSystem } from './compose-system.ts';
import { localSystem } from './local-system.ts';
import type { WalkedSystem } from './walked-system.ts';

/** The system to walk: the containers' where `E2E_COMPOSE` is set, else one of this test's own. */
export async function openSystem(env: NodeJS.ProcessEnv): Promise<WalkedSystem> {
  if (!env['E2E_COMPOSE']) return localSystem();
  return composeSystem({
    apiUrl: env['API_URL'] ?? 'http://127.0.0.1:3000',
    sandboxUrl: env['SANDBOX_URL'] ?? 'http://127.0.0.1:4010',
  });
}

import type { DemoWorld } from './demo-world.ts';
import { demoPassword, everybody } from './plan/people.ts';

/** Lets everybody sign in at the stand-in's token issuer who cannot yet. */
export async function openAccounts({ control }: DemoWorld): Promise<void> {
  const accounts = await control.listAccounts();
  const known = new Set(accounts.map(({ sub }) => sub));
  for (const { clerkUserId, email, name } of everybody) {
    if (known.has(clerkUserId)) continue;
    await control.putAccount({ sub: clerkUserId, email, name, password: demoPassword });
  }
}

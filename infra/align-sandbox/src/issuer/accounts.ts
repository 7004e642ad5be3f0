import { z } from 'zod';
import { isoNow } from '../clock/clock.ts';
import type { Sandbox } from '../sandbox.ts';
import type { AccountRow } from '../store/rows.ts';
import { hashPassword, isPassword } from './password.ts';

export const NewAccount = z.object({
  sub: z.string().min(1).max(200),
  email: z.email().transform((email) => email.toLowerCase()),
  name: z.string().min(1).max(200),
  password: z.string().min(8).max(200),
});

/** Makes or replaces the account of a `sub`; of each e-mail address there is one. */
export async function putAccount(sandbox: Sandbox, fields: z.output<typeof NewAccount>) {
  const { sub, email, name, password } = fields;
  const passwordHash = await hashPassword(password);
  const account: AccountRow = { id: sub, email, name, passwordHash, createdAt: isoNow(sandbox.wallClock) };
  sandbox.store.transaction(() => {
    sandbox.store.accounts.remove(sub);
    sandbox.store.accounts.removeWhere({ email });
    sandbox.store.accounts.insert(account);
  });
  return { sub, email, name };
}

/** The account with this e-mail address and password. */
export async function findSignIn(
  { store }: Sandbox,
  { email, password }: { email: string; password: string },
): Promise<AccountRow | undefined> {
  const account = store.accounts.first({ email: email.trim().toLowerCase() });
  if (account === undefined) return undefined;
  return (await isPassword(password, account.passwordHash)) ? account : undefined;
}

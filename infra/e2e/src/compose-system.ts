import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { callControl } from '@illumera/testkit';
import { z } from 'zod';
import { clientFor, type WalkedSystem } from './walked-system.ts';

const run = promisify(execFile);

const Made = z.object({ id: z.string() });
const MadeUser = z.object({ id: z.string(), personId: z.string().nullish() });

export interface ComposeAddresses {
  apiUrl: string;
  sandboxUrl: string;
}

/** The system that `docker compose up` has started, through its published ports; people are made by the operator's command. */
export function composeSystem({ apiUrl, sandboxUrl }: ComposeAddresses): WalkedSystem {
  const control = callControl(sandboxUrl);
  return {
    webhookBaseUrl: 'http://webhook-ingest:3001',
    control,
    stop: async () => undefined,
    cast: async () => {
      const tenant = Made.parse(await ops('tenant', 'create', '--name', 'Walkers'));
      const company = Made.parse(
        await ops('company', 'create', '--tenant', tenant.id, '--name', 'Walkers of Ports'),
      );
      const admin = await makeUser(tenant.id, 'company_admin', company.id);
      const talent = await makeUser(tenant.id, 'talent');
      return {
        companyId: company.id,
        admin: clientFor(apiUrl, control, admin.clerkUserId),
        talent: clientFor(apiUrl, control, talent.clerkUserId),
        person: {
          userId: talent.id,
          personId: talent.personId ?? '',
          email: talent.email,
          name: talent.name,
        },
      };
    },
  };
}

async function makeUser(tenantId: string, role: 'company_admin' | 'talent', companyId?: string) {
  const clerkUserId = `walker_${randomUUID()}`;
  const person = { email: `${clerkUserId}@walkers.example`, name: 'Wanda Walker' };
  const options = ['--tenant', tenantId, '--role', role, '--clerk-user-id', clerkUserId];
  options.push('--email', person.email, '--name', person.name);
  if (companyId !== undefined) options.push('--company', companyId);
  const made = MadeUser.parse(await ops('user', 'create', ...options));
  return { ...made, ...person, clerkUserId };
}

async function ops(...command: string[]): Promise<unknown> {
  const inApi = ['compose', 'exec', '-T', 'api', 'node', 'infra/ops/src/main.ts', '--json'];
  const { stdout } = await run('docker', [...inApi, ...command]);
  return JSON.parse(stdout);
}

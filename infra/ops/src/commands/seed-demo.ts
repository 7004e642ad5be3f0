import type { Database } from '@illumera/schema';
import { z } from 'zod';
import { alignColumns } from '../command-line/align-columns.ts';
import { defineCommand } from '../command-line/define-command.ts';
import { buildDemo } from '../demo/build-demo.ts';
import { checkRunning } from '../demo/check-running.ts';
import { openWorld } from '../demo/demo-world.ts';
import { foundTenancy } from '../demo/found-tenancy.ts';
import { isComplete } from '../demo/is-complete.ts';
import { type DemoTenancy, loadTenancy } from '../demo/load-tenancy.ts';
import { openAccounts } from '../demo/open-accounts.ts';
import { demoTenant } from '../demo/plan/companies.ts';
import { demoPassword, everybody } from '../demo/plan/people.ts';

const headings = ['who', 'role', 'e-mail', 'password', 'what they see'];

export const seedDemo = defineCommand({
  summary: 'Fill a demo tenant through the running API and Align stand-in; a second run changes nothing',
  options: z.object({}),
  run: async ({ settings, database, report }) => {
    await checkRunning(settings);
    const world = openWorld(settings);
    const tenancy = (await loadTenancy(database)) ?? (await found(database));
    await openAccounts(world);
    const existed = await isComplete(database, tenancy.tenantId);
    if (!existed) await buildDemo(world, tenancy, report);
    const json = { ...tenancy, changed: !existed, signIns: signIns() };
    return { kind: 'done', json, text: describe(existed) };
  },
});

async function found(database: Database): Promise<DemoTenancy> {
  await foundTenancy(database);
  const tenancy = await loadTenancy(database);
  if (tenancy === undefined) throw new Error('the demo tenant is gone as soon as it was made');
  return tenancy;
}

function signIns() {
  return everybody.map(({ name, role, email, sees }) => ({
    name,
    role,
    email,
    password: demoPassword,
    sees,
  }));
}

function describe(existed: boolean): string {
  const state = existed ? 'is there already; nothing was changed' : 'is ready';
  const rows = signIns().map(({ name, role, email, password, sees }) => [name, role, email, password, sees]);
  return `${demoTenant} ${state}\n\n${alignColumns(headings, rows)}`;
}

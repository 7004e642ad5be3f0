import { pendingMigrations } from '@illumera/schema';
import { listConnections, summarizeSync } from '@illumera/sync';
import { z } from 'zod';
import { alignColumns } from '../command-line/align-columns.ts';
import { type CommandContext, defineCommand } from '../command-line/define-command.ts';
import { everyPage } from '../every-page.ts';
import { inEachTenant } from '../in-each-tenant.ts';

interface Finding {
  /** What was looked at: the database, the workers, a tenant or a connection. */
  subject: string;
  severity: 'ok' | 'warning' | 'critical';
  finding: string;
  nextStep: string;
}

export const doctor = defineCommand({
  summary: 'Look for what is wrong and say what to do about it; changes nothing. Exits 1 where something is',
  options: z.object({ tenant: z.string().optional().describe('id of a tenant: its connections only') }),
  run: async ({ database }, { tenant }) => {
    const findings = [...(await examineDatabase(database)), ...(await examineTenants(database, tenant))];
    const ill = findings.filter(({ severity }) => severity !== 'ok');
    const rows = findings.map(({ severity, subject, finding, nextStep }) => [
      severity,
      subject,
      finding,
      nextStep,
    ]);
    const verdict = ill.length === 0 ? 'Nothing is wrong.' : `${ill.length} to look after.`;
    return {
      kind: 'done',
      isIll: ill.length > 0,
      json: { healthy: ill.length === 0, findings },
      text: `${alignColumns(['', 'where', 'what', 'what to do'], rows)}\n${verdict}`,
    };
  },
});

async function examineDatabase(database: CommandContext['database']): Promise<Finding[]> {
  const pending = await pendingMigrations(database);
  if (pending.length === 0) {
    return [{ subject: 'database', severity: 'ok', finding: 'at the newest schema', nextStep: '' }];
  }
  return [
    {
      subject: 'database',
      severity: 'critical',
      finding: `lacks ${pending.join(', ')}`,
      nextStep: 'run `pnpm migrate`',
    },
  ];
}

async function examineTenants(
  database: CommandContext['database'],
  tenant: string | undefined,
): Promise<Finding[]> {
  const found = await inEachTenant(database, tenant, async (operator): Promise<Finding[]> => {
    const connections = await everyPage((page) => listConnections(database, operator, page));
    const problems = connections
      .filter(({ status }) => status !== 'disconnected')
      .flatMap(({ id, health }) =>
        health.problems.map(({ severity, symptom, cause, nextStep }) => ({
          subject: `connection ${id}`,
          severity,
          finding: `${symptom}: ${cause}`,
          nextStep,
        })),
      );
    const summary = await summarizeSync(database, operator, {});
    const isAnyoneNeeded = summary.kind === 'done' && summary.value.oldestPendingAt !== null;
    const isNobodyThere = summary.kind === 'done' && summary.value.workersAlive === 0;
    if (!isAnyoneNeeded || !isNobodyThere) return problems;
    return [
      {
        subject: `tenant ${operator.tenantId}`,
        severity: 'critical',
        finding: 'changes wait and no sync-worker is alive',
        nextStep: 'start the sync-worker',
      },
      ...problems,
    ];
  });
  return found.flat();
}

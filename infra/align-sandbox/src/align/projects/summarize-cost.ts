import type { Sandbox } from '../../sandbox.ts';
import type { TimeEntryStatus } from '../../store/rows.ts';
import { type Answer, notFound, ok } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { findProject } from './find-project.ts';

const APPROVED: readonly TimeEntryStatus[] = ['approved', 'locked', 'invoiced'];
const PENDING: readonly TimeEntryStatus[] = ['submitted'];

/** S1 `GET /projects/:id/cost-summary`: billable minutes at the project's rate, as decimal text. */
export function summarizeCost(sandbox: Sandbox, caller: Caller, id: string): Answer {
  const project = findProject(sandbox, caller, id);
  if (project === undefined) return notFound('The project');
  const costCents = (statuses: readonly TimeEntryStatus[]) => {
    const entries = sandbox.store.timeEntries.find({
      projectId: id,
      billable: true,
      status: { anyOf: statuses },
    });
    const minutes = entries.reduce((total, entry) => total + entry.minutes, 0);
    return Math.round((minutes * project.hourlyRateCents) / 60);
  };
  const approvedCents = costCents(APPROVED);
  const pendingCents = costCents(PENDING);
  return ok({
    projectId: id,
    currency: 'USD',
    plannedCost: decimalText(project.plannedCostCents),
    actualCost: decimalText(approvedCents + pendingCents),
    approvedCost: decimalText(approvedCents),
    pendingCost: decimalText(pendingCents),
  });
}

function decimalText(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

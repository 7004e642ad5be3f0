import { atOnce } from '../at-once.ts';
import { findLinkedProjects, type LinkedProject } from '../find-linked-projects.ts';
import { type Finding, settleFindings } from '../findings/settle-findings.ts';
import type { Step } from '../step.ts';
import type { Difference } from './difference.ts';
import { judgeProject } from './judge-project.ts';

const PROJECTS_AT_ONCE = 4;
const FIELDS = ['approved_minutes', 'approved_cost_cents', 'approved_cost_currency'];

/** Compares counted minutes and cost of each project (S1 "Nightly Reconciliation"). */
export const reconcileTotals: Step = async (context) => {
  const { database, run } = context;
  const gaps: string[] = [];
  const findings: Finding[] = [];
  const judged: string[] = [];
  const projects = await findLinkedProjects(database, run);
  await atOnce(projects, PROJECTS_AT_ONCE, async (project) => {
    const verdict = await judgeProject(context, project);
    if (verdict.kind === 'gap') gaps.push(verdict.reason);
    if (verdict.kind !== 'judged') return;
    judged.push(project.id);
    findings.push(...verdict.differences.map((difference) => findingOf(project, difference)));
  });
  const seen = { projectIds: judged };
  const recorded = await settleFindings(database, run, { fields: FIELDS, findings, seen });
  return { counts: { projects: projects.length, judged: judged.length, ...recorded }, gaps };
};

function findingOf({ id }: LinkedProject, difference: Difference): Finding {
  return { ...difference, projectId: id, severity: 'warning' };
}

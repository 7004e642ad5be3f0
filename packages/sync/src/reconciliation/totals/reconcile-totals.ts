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
  const missing: Finding[] = [];
  const judged: string[] = [];
  const answered: string[] = [];
  const projects = await findLinkedProjects(database, run);
  await atOnce(projects, PROJECTS_AT_ONCE, async (project) => {
    const verdict = await judgeProject(context, project);
    if (verdict.kind === 'gap') gaps.push(verdict.reason);
    else answered.push(project.id);
    if (verdict.kind === 'missing') missing.push(missingProject(project));
    if (verdict.kind !== 'judged') return;
    judged.push(project.id);
    findings.push(...verdict.differences.map((difference) => findingOf(project, difference)));
  });
  const seen = { projectIds: answered };
  const gone = await settleFindings(database, run, { fields: ['project.missing'], findings: missing, seen });
  const recorded = await settleFindings(database, run, {
    fields: FIELDS,
    findings,
    seen: { projectIds: judged },
  });
  return { counts: { projects: projects.length, missing: gone.found, ...recorded }, gaps };
};

function findingOf({ id }: LinkedProject, difference: Difference): Finding {
  return { ...difference, projectId: id, severity: 'warning' };
}

function missingProject({ id, alignId }: LinkedProject): Finding {
  return {
    field: 'project.missing',
    projectId: id,
    externalType: 'project',
    externalId: id,
    illumeraValue: alignId,
    alignValue: null,
    severity: 'warning',
  };
}

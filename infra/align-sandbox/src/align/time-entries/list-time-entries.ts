import type { Sandbox } from '../../sandbox.ts';
import { type Answer, notFound } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { listPage, type PagingQuery } from '../paging.ts';
import { findProject } from '../projects/find-project.ts';
import { timeEntryShape } from './time-entry-shape.ts';

type Question = {
  projectId: string;
  startDate: string | undefined;
  endDate: string | undefined;
  paging: PagingQuery;
};

/** S0: a project's entries by work date, both ends included. */
export function listTimeEntries(
  sandbox: Sandbox,
  caller: Caller,
  { projectId, startDate, endDate, paging }: Question,
): Answer {
  if (findProject(sandbox, caller, projectId) === undefined) return notFound('The project');
  const where = { projectId, workDate: { from: startDate, to: endDate } };
  return listPage(sandbox, sandbox.store.timeEntries, {
    where,
    paging,
    shape: (entry) => timeEntryShape(sandbox, entry),
  });
}

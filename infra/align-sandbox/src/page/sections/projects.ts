import { hoursText } from '../../align/hours.ts';
import { type Html, html } from '../../html/html.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { ProjectRow } from '../../store/rows.ts';
import { chip, section, table } from '../fragments.ts';

/** The newest projects with what has gathered in them. */
export function projectsSection(sandbox: Sandbox): Html {
  const rows = sandbox.store.projects
    .find({}, { newestFirst: true, limit: 15 })
    .map((project) => projectRow(sandbox, project));
  return section({
    id: 'projects',
    title: 'Projects',
    content: table({
      columns: ['Project', 'Members', 'Wiki pages', 'Logged', 'Status'],
      rows,
      emptyText: html`No project has been created yet.`,
    }),
  });
}

function projectRow({ store }: Sandbox, { id, name, organizationId, status }: ProjectRow): Html {
  const minutes = store.timeEntries.find({ projectId: id }).reduce((sum, entry) => sum + entry.minutes, 0);
  return html`<tr data-project-id="${id}"><td data-label="Project"><span>${name}</span>
<span class="quiet small">${store.organizations.get(organizationId)?.name}</span></td>
<td data-label="Members">${store.members.count({ projectId: id })}</td>
<td data-label="Wiki pages">${store.wikiPages.count({ projectId: id })}</td>
<td data-label="Logged" class="nobreak">${hoursText(minutes)} h</td>
<td data-label="Status">${chip(status)}</td></tr>`;
}

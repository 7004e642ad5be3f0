import { hoursText } from '../../align/hours.ts';
import { allowedTransitions } from '../../align/time-entries/transitions.ts';
import { type Html, html } from '../../html/html.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { TimeEntryRow } from '../../store/rows.ts';
import { chip, section, shortId, table } from '../fragments.ts';
import { type ViewQuery, viewLink } from '../view-query.ts';
import { entryActions } from './entry-actions.ts';

const PAGE_SIZE = 25;
const COLUMNS = ['Person', 'Project', 'Date', 'Time', 'External id', 'Status', 'Decide'];

/** The entries, newest first, with the buttons their state allows. */
export function timeEntriesSection(sandbox: Sandbox, view: ViewQuery): Html {
  const { entries, total } = findEntries(sandbox, view);
  const rows = entries.map((entry) => entryRow(sandbox, entry, view));
  const emptyText =
    view.status === undefined && view.find === undefined
      ? html`No time has been logged yet. Entries appear here as soon as they arrive by the API.`
      : html`No entry matches. <a href="/">Show all entries</a>`;
  return section({
    id: 'entries',
    title: 'Time entries',
    isWide: true,
    aside: searchForm(view),
    content: html`${table({ columns: COLUMNS, rows, emptyText })}${pager(view, total)}`,
  });
}

function findEntries({ store }: Sandbox, { status, find, page }: ViewQuery) {
  const where = { status };
  if (find === undefined)
    return {
      total: store.timeEntries.count(where),
      entries: store.timeEntries.find(where, {
        newestFirst: true,
        limit: PAGE_SIZE,
        offset: (page - 1) * PAGE_SIZE,
      }),
    };
  const linked = store.links.find({ externalId: find, alignEntityType: 'time_entry' });
  const entries = [find, ...linked.map((link) => link.alignEntityId)]
    .map((id) => store.timeEntries.get(id))
    .filter((entry) => entry !== undefined)
    .filter((entry) => status === undefined || entry.status === status);
  return { total: entries.length, entries };
}

function entryRow({ store }: Sandbox, entry: TimeEntryRow, view: ViewQuery): Html {
  const { id, status, reason, workDate, minutes } = entry;
  const user = store.users.get(entry.userId);
  const project = store.projects.get(entry.projectId);
  const externalId = store.links.first({ alignEntityId: id })?.externalId;
  const external = externalId === undefined ? html`<span class="quiet">–</span>` : shortId(externalId);
  const note = reason === null ? undefined : html`<span class="quiet small reason">${reason}</span>`;
  return html`<tr data-entry-id="${id}" data-external-id="${externalId ?? ''}" data-status="${status}">
<td data-label="Person"><span>${user?.name ?? 'Unknown'}</span><span class="quiet small">${user?.email}</span></td>
<td data-label="Project"><span>${project?.name ?? 'Unknown'}</span>
<span class="quiet small">${store.organizations.get(entry.organizationId)?.name}</span></td>
<td data-label="Date" class="nobreak">${workDate}</td>
<td data-label="Time" class="nobreak"><span>${hoursText(minutes)} h</span><span class="quiet small">${minutes} min</span></td>
<td data-label="External id">${external}</td>
<td data-label="Status"><span>${chip(status)}</span>${note}</td>
<td data-label="Decide" class="decide">${entryActions(id, allowedTransitions(entry), viewLink(view))}</td>
</tr>`;
}

function searchForm({ status, find }: ViewQuery): Html {
  return html`<form class="search" role="search" method="get" action="/">
${status === undefined ? undefined : html`<input type="hidden" name="status" value="${status}">`}
<input type="search" name="find" value="${find ?? ''}" placeholder="External or Align id"
aria-label="Find an entry by its external id or Align id"><button>Find</button></form>`;
}

function pager(view: ViewQuery, total: number): Html | undefined {
  if (view.find !== undefined || total <= PAGE_SIZE) return undefined;
  const first = (view.page - 1) * PAGE_SIZE + 1;
  const last = Math.min(total, first + PAGE_SIZE - 1);
  const link = (page: number, label: string) => html`<a href="/?${viewLink(view, { page })}">${label}</a>`;
  return html`<nav class="pager small" aria-label="Pages of entries">
${view.page > 1 ? link(view.page - 1, 'Newer') : undefined}
<span class="quiet">${first}–${last} of ${total}</span>
${last < total ? link(view.page + 1, 'Older') : undefined}</nav>`;
}

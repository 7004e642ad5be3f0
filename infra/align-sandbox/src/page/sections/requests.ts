import { type Html, html } from '../../html/html.ts';
import type { Sandbox } from '../../sandbox.ts';
import { section, table, time } from '../fragments.ts';

const SHOWN = 15;

/** The newest calls under `/api/v1`. */
export function requestsSection({ store }: Sandbox): Html {
  const rows = store.requests.find({}, { newestFirst: true, limit: SHOWN }).map(
    (request) => html`<tr data-request-id="${request.id}">
<td data-label="Request"><span class="url"><strong class="method">${request.method}</strong>
<span title="${request.path}">${shortPath(request.path)}</span></span></td>
<td data-label="Status"><span class="${codeClass(request.status)}">${request.status ?? 'open'}</span></td>
<td data-label="Key" class="nobreak">${request.keyLastFour === null ? '–' : `…${request.keyLastFour}`}</td>
<td data-label="At">${time(request.at)}</td></tr>`,
  );
  return section({
    id: 'requests',
    title: 'Recent requests',
    content: table({
      columns: ['Request', 'Status', 'Key', 'At'],
      rows,
      isCompact: true,
      emptyText: html`No call has arrived yet. The API is at <code>/api/v1</code>.`,
    }),
  });
}

/** The path without the prefix all share, and of each UUID its first part. */
function shortPath(path: string): string {
  return path.replace('/api/v1', '').replace(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f-]{22}/g, '$1…');
}

function codeClass(status: number | null): string {
  return status !== null && status >= 400 ? 'code code-fault' : 'code';
}

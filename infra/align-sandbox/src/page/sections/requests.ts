import { type Html, html } from '../../html/html.ts';
import type { Sandbox } from '../../sandbox.ts';
import { section, table, time } from '../fragments.ts';

const SHOWN = 15;

/** The newest calls under `/api/v1`. */
export function requestsSection({ store }: Sandbox): Html {
  const rows = store.requests.find({}, { newestFirst: true, limit: SHOWN }).map(
    (request) => html`<tr data-request-id="${request.id}">
<td data-label="Request"><span class="url"><strong class="method">${request.method}</strong>
${request.path.replace('/api/v1', '')}</span></td>
<td data-label="Status"><span class="${codeClass(request.status)}">${request.status ?? 'open'}</span></td>
<td data-label="Key">${request.keyLastFour === null ? '–' : `…${request.keyLastFour}`}</td>
<td data-label="At">${time(request.at)}</td></tr>`,
  );
  return section({
    id: 'requests',
    title: 'Recent requests',
    content: table({
      columns: ['Request', 'Status', 'Key', 'At'],
      rows,
      emptyText: html`No call has arrived yet. The API is at <code>/api/v1</code>.`,
    }),
  });
}

function codeClass(status: number | null): string {
  return status !== null && status >= 400 ? 'code code-fault' : 'code';
}

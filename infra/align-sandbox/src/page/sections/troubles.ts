import { type Html, html } from '../../html/html.ts';
import type { Sandbox } from '../../sandbox.ts';
import { section, table, time } from '../fragments.ts';

/** What is set to go wrong and how often it has, and the requests that stand at a barrier. */
export function troublesSection({ store, holds }: Sandbox): Html {
  const faults = store.faults.find({}).map(
    (fault) => html`<tr><td data-label="Trouble"><span>${fault.kind}</span></td>
<td data-label="Where"><span class="url">${fault.method ?? 'any'} ${fault.path ?? '*'}</span></td>
<td data-label="Count">${fault.fired} of ${fault.seen}</td><td data-label="Since">${time(fault.createdAt)}</td></tr>`,
  );
  const held = holds.list().held.map(
    ({
      id,
      point,
      method,
      path,
      heldSince,
    }) => html`<tr><td data-label="Trouble"><span>held ${point}</span></td>
<td data-label="Where"><span class="url">${method} ${path}</span></td>
<td data-label="Count"><form method="post" action="/holds/release"><input type="hidden" name="heldId" value="${id}">
<button>Release</button></form></td><td data-label="Since">${time(heldSince)}</td></tr>`,
  );
  return section({
    id: 'troubles',
    title: 'Faults and barriers',
    content: table({
      columns: ['Trouble', 'Where', 'Count', 'Since'],
      rows: [...held, ...faults],
      isCompact: true,
      emptyText: html`Nothing is set to go wrong. <code>POST /control/faults</code> and
<code>/control/holds</code> change that.`,
    }),
  });
}

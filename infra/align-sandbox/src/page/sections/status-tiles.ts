import { type Html, html } from '../../html/html.ts';
import type { Sandbox } from '../../sandbox.ts';
import { TIME_ENTRY_STATUSES } from '../../store/rows.ts';
import { type ViewQuery, viewLink } from '../view-query.ts';

/** How many entries stand where; each tile filters the table below to its status, or frees it again. */
export function statusTiles({ store }: Sandbox, view: ViewQuery): Html {
  const tiles = TIME_ENTRY_STATUSES.map((status) => {
    const isChosen = view.status === status;
    const link = viewLink(view, { status: isChosen ? undefined : status, page: 1 });
    return html`<a class="tile" href="/?${link}" ${isChosen ? html`aria-current="true"` : undefined}>
<span class="tile-count">${store.timeEntries.count({ status })}</span>
<span class="tile-name chip-${status}">${status}</span></a>`;
  });
  return html`<nav class="tiles" id="tiles" data-live aria-label="Time entries by status">${tiles}</nav>`;
}

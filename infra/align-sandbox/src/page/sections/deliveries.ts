import { type Html, html } from '../../html/html.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { DeliveryRow } from '../../store/rows.ts';
import { chip, section, table, time } from '../fragments.ts';

const SHOWN = 12;

/** The newest webhook deliveries and how the other side answered. */
export function deliveriesSection({ store }: Sandbox): Html {
  const rows = store.deliveries.find({}, { newestFirst: true, limit: SHOWN }).map(
    (delivery) => html`<tr data-delivery-id="${delivery.id}">
<td data-label="Event"><span>${delivery.eventName}</span></td>
<td data-label="Status">${chip(delivery.status)}</td>
<td data-label="Answer">${answerOf(delivery)}</td>
<td data-label="Attempts">${delivery.attempts}</td>
<td data-label="At">${time(delivery.lastAttemptAt ?? delivery.createdAt)}</td></tr>`,
  );
  return section({
    id: 'deliveries',
    title: 'Recent deliveries',
    content: table({
      columns: ['Event', 'Status', 'Answer', 'Attempts', 'At'],
      rows,
      isCompact: true,
      emptyText: html`Nothing has been sent yet.`,
    }),
  });
}

function answerOf({ responseCode, responseBody, attempts }: DeliveryRow): Html {
  if (responseCode !== null) return html`<span title="${responseBody ?? ''}">${responseCode}</span>`;
  return html`<span class="quiet" title="${responseBody ?? ''}">${attempts === 0 ? '–' : 'none'}</span>`;
}

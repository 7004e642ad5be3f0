import { type Html, html } from '../../html/html.ts';
import type { Sandbox } from '../../sandbox.ts';
import { chip, section, table } from '../fragments.ts';

/** Who is told of what happens here. */
export function subscriptionsSection({ store }: Sandbox): Html {
  const rows = store.subscriptions.find({}, { newestFirst: true, limit: 20 }).map(
    (subscription) => html`<tr data-subscription-id="${subscription.id}">
<td data-label="Destination"><span class="url">${subscription.destinationUrl}</span>
<span class="quiet small">${store.organizations.get(subscription.organizationId)?.name}</span></td>
<td data-label="Events"><span title="${subscription.eventNames.join(', ')}">${subscription.eventNames.length}</span></td>
<td data-label="State">${chip(subscription.enabled ? 'enabled' : 'disabled')}</td></tr>`,
  );
  const emptyText = html`Nobody is subscribed. Connecting registers a webhook with <code>POST /webhooks</code>.`;
  const columns = ['Destination', 'Events', 'State'];
  return section({
    id: 'subscriptions',
    title: 'Webhook subscriptions',
    content: table({ columns, rows, emptyText }),
  });
}

import { type Html, html } from '../../html/html.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { ApiKeyRow, OrganizationRow } from '../../store/rows.ts';
import { chip, section, shortId, time } from '../fragments.ts';

/** The organizations with their API keys, of which only the last four characters are known here. */
export function organizationsSection({ store }: Sandbox): Html {
  const organizations = store.organizations.find({}, { newestFirst: true, limit: 20 });
  const entries = organizations.map((organization) =>
    organizationEntry(organization, store.apiKeys.find({ organizationId: organization.id })),
  );
  const content =
    entries.length === 0
      ? html`<p class="empty quiet">There is none yet. <code>pnpm run scripts:seed-test-org</code> makes one with a key.</p>`
      : html`<ul class="entities">${entries}</ul>`;
  return section({ id: 'organizations', title: 'Organizations and keys', content });
}

function organizationEntry({ id, name }: OrganizationRow, keys: readonly ApiKeyRow[]): Html {
  const keyRows = keys.map(
    (key) => html`<li><code>ako_…${key.lastFour}</code> <span class="quiet small">${key.scope}</span>
${chip(key.revokedAt === null ? 'active' : 'revoked')}
<span class="quiet small">last used ${time(key.lastUsedAt)}</span></li>`,
  );
  const none = keys.length === 0 ? html`<li class="quiet small">No API key</li>` : undefined;
  return html`<li data-organization-id="${id}"><strong>${name}</strong> ${shortId(id)}
<ul class="keys">${keyRows}${none}</ul></li>`;
}

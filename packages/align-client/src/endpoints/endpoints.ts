import { accountEndpoints } from './account.ts';
import { assumedEndpoints } from './assumed.ts';
import type { EndpointTable } from './endpoint.ts';
import { integrationLinkEndpoints } from './integration-links.ts';
import { projectMemberEndpoints } from './project-members.ts';
import { projectEndpoints } from './projects.ts';
import { releaseEndpoints } from './releases.ts';
import { timeEntryEndpoints } from './time-entries.ts';
import { userEndpoints } from './users.ts';
import { webhookEndpoints } from './webhooks.ts';
import { wikiPageEndpoints } from './wiki-pages.ts';

/** Every call to Align that this system knows. */
export const endpoints = {
  ...accountEndpoints,
  ...userEndpoints,
  ...projectEndpoints,
  ...projectMemberEndpoints,
  ...timeEntryEndpoints,
  ...wikiPageEndpoints,
  ...integrationLinkEndpoints,
  ...releaseEndpoints,
  ...webhookEndpoints,
  ...assumedEndpoints,
} as const satisfies EndpointTable;

export type EndpointName = keyof typeof endpoints;

import type { CallInput } from '@illumera/api-models';

export type ExternalType = CallInput<'readTimeline'>['params']['externalType'];

export const entityNames = {
  project: 'Project',
  user: 'Person',
  project_member: 'Project membership',
  time_entry: 'Time entry',
  wiki_page: 'Staffing page',
} satisfies Record<ExternalType, string>;

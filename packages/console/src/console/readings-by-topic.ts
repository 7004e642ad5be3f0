import type { RefreshEvent, RouteName } from '@illumera/api-models';

/** The readings that may look different after a change of each kind. */
export const readingsByTopic = {
  connections: ['listConnections', 'readConnection', 'listBackfills', 'summarizeSync'],
  projects: ['listProjects', 'readProject'],
  engagements: ['listEngagements'],
  time_entries: ['listTimeEntries', 'readTimeEntry'],
  outbox: ['listOutbox', 'listBackfills', 'summarizeSync', 'readTimeline'],
  deliveries: ['listDeliveries', 'summarizeSync', 'readTimeline'],
  discrepancies: ['listDiscrepancies', 'summarizeSync', 'readTimeline'],
  runs: ['listRuns'],
} satisfies Record<RefreshEvent['topics'][number], RouteName[]>;

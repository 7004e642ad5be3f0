import type { RouteName } from '@illumera/api-models';

/** The routes whose answer waits for one of Align's, so that no transaction may span them. */
export const callsAlign: ReadonlySet<string> = new Set<RouteName>([
  'connectAlign',
  'updateConnection',
  'rotateWebhookSecret',
  'testConnection',
  'unlockTimeEntry',
]);

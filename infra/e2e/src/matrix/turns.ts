import type { SwitchName, SwitchValues } from '@illumera/align-sandbox/switches';

/**
 * What each switch of the stand-in is turned to, beside how it stands. The rate keeps the documented minute, by which the
 * budget goes.
 */
export const TURNS = {
  eventCatalog: ['s3'],
  approvedStatus: ['locked'],
  unlockedStatus: ['submitted', 'approved'],
  deliveryId: ['per-attempt'],
  headerTime: ['original'],
  secretRotation: ['overlap'],
  doubledDeliveries: [1],
  reorderedDeliveries: [1],
  delayedDeliveries: [1],
  longestDelayMs: [500],
  droppedDeliveries: [1],
  reusedKey: ['any-path', 'refused'],
  rateLimit: ['120/60'],
  rateCounting: ['weighted'],
  retryAfter: ['date', 'absent'],
  listOrder: ['unstable'],
} satisfies { [Name in SwitchName]: readonly SwitchValues[Name][] };

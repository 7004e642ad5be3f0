/** What we subscribe to at connect (S1 "Webhook Event Catalog"). */
export const subscribedEventNames = [
  'time.approved',
  'time.rejected',
  'time.locked',
  'time.invoiced',
  'time.unlocked',
  'time.deleted',
  'time.logged',
  'time.submitted',
  'time.updated',
  'project_member.added',
  'project_member.updated',
  'project_member.removed',
  'user.invited',
  'user.linked',
  'user.updated',
  'wiki_page.created',
  'wiki_page.updated',
  'integration_link.created',
  'integration_link.updated',
  'invoice.paid',
  'invoice.finalized',
] as const;
export type SubscribedEventName = (typeof subscribedEventNames)[number];

/** What Align's own page lists (S3 "Available Events"); any other name may be refused at subscribing. */
export const documentedEventNames = [
  'entry.created',
  'entry.updated',
  'entry.status_changed',
  'entry.assigned',
  'entry.commented',
  'release.created',
  'release.released',
  'release.status_changed',
  'agreement.signed',
  'cost.approved',
  'cost.rejected',
  'time.logged',
  'time.submitted',
  'time.approved',
  'time.rejected',
  'time.unlocked',
  'time.updated',
  'user.invited',
  'user.updated',
  'pr.merged',
  'commit.linked',
] as const;
export type DocumentedEventName = (typeof documentedEventNames)[number];

/** The synthetic event of a test delivery (S3 "Fire a test delivery"). */
export const testEventName = 'webhook.test';

export type AlignEventName = SubscribedEventName | DocumentedEventName | typeof testEventName;

/** Every name that a page of S1 or S3 tells of, each once. */
export const eventNames: readonly AlignEventName[] = [
  ...new Set<AlignEventName>([...subscribedEventNames, ...documentedEventNames, testEventName]),
];

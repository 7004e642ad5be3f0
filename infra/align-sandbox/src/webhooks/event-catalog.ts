import type { ValueOf } from '../switches/define-switch.ts';
import type { eventCatalog } from '../switches/event-catalog.ts';

/** The events of Align's own webhook page (S3 "Available Events"). */
const ALIGN_EVENTS = [
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

/** What Illumera's reference subscribes to beyond that page (S1 "Webhook Event Catalog"). */
const REFERENCE_EVENTS = [
  'time.locked',
  'time.invoiced',
  'time.deleted',
  'project_member.added',
  'project_member.updated',
  'project_member.removed',
  'user.linked',
  'wiki_page.created',
  'wiki_page.updated',
  'integration_link.created',
  'integration_link.updated',
  'invoice.paid',
  'invoice.finalized',
] as const;

export const EVENT_NAMES = [...ALIGN_EVENTS, ...REFERENCE_EVENTS] as const;
export type EventName = (typeof EVENT_NAMES)[number];

const EVENT_CATALOGS = {
  s3: ALIGN_EVENTS,
  all: EVENT_NAMES,
} as const satisfies Record<ValueOf<typeof eventCatalog>, readonly EventName[]>;

/** Splits requested names into what the catalog holds and what it does not. */
export function checkEventNames(catalog: ValueOf<typeof eventCatalog>, names: readonly string[]) {
  const held: readonly EventName[] = EVENT_CATALOGS[catalog];
  const known = new Set<EventName>();
  const invalid: string[] = [];
  for (const name of names) {
    const found = held.find((event) => event === name);
    if (found === undefined) invalid.push(name);
    else known.add(found);
  }
  return { known: [...known], invalid };
}

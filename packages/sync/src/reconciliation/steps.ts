import type { ReconciliationScope } from '@illumera/schema';
import { auditDeliveries } from './deliveries/audit-deliveries.ts';
import { auditSubscription } from './deliveries/audit-subscription.ts';
import { healMissed } from './deliveries/heal-missed.ts';
import { reconcileLinks } from './links/reconcile-links.ts';
import { reconcileMembers } from './people/reconcile-members.ts';
import { reconcileUsers } from './people/reconcile-users.ts';
import type { Step } from './step.ts';
import { reconcileTimeEntries } from './time-entries/reconcile-time-entries.ts';
import { reconcileTotals } from './totals/reconcile-totals.ts';
import { reconcileWikiPages } from './wiki-pages/reconcile-wiki-pages.ts';

/** Every comparison that a run may make. */
export const reconciliationSteps = {
  time_entries: reconcileTimeEntries,
  users: reconcileUsers,
  members: reconcileMembers,
  wiki_pages: reconcileWikiPages,
  links: reconcileLinks,
  totals: reconcileTotals,
  subscription: auditSubscription,
  deliveries: auditDeliveries,
  heal_missed: healMissed,
} satisfies Record<string, Step>;

export type StepName = keyof typeof reconciliationSteps;

/** What the runs of each scope compare, in order: what heals comes before what adds up. */
export const stepsOfScope: Readonly<Record<ReconciliationScope, readonly StepName[]>> = {
  time_entries: ['time_entries'],
  nightly: ['time_entries', 'users', 'members', 'wiki_pages', 'links', 'totals'],
  links: ['links'],
  deliveries: ['subscription', 'deliveries', 'heal_missed'],
};

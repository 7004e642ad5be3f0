import type { AlignClient } from '@illumera/align-client';
import type { Severity } from '@illumera/schema';
import { lookUpLink } from '../../links/look-up-link.ts';
import type { LinkedProject } from '../find-linked-projects.ts';
import type { Finding } from '../findings/settle-findings.ts';
import { gapFrom } from '../gap.ts';
import type { StepContext } from '../step.ts';
import { healEntry } from '../time-entries/heal-entry.ts';
import { entityIsThere, type Presence } from './entity-is-there.ts';
import type { LinkDifference } from './find-link-differences.ts';
import { storeLink } from './store-link.ts';

export type LinkVerdict =
  | { kind: 'stored' | 'corrected' }
  /** It is not ours to judge, or settled itself meanwhile. */
  | { kind: 'fine' }
  | { kind: 'finding'; finding: Finding }
  | { kind: 'gap'; reason: string };

type Judge = (
  context: StepContext,
  difference: LinkDifference,
  projects: readonly LinkedProject[],
) => Promise<LinkVerdict>;

const judges = {
  missing_there: async ({ align }, difference) =>
    (await isThere(align, difference)) ? { kind: 'fine' } : flagged(difference),
  missing_here: async (context, difference, projects) => {
    if (difference.place === 'elsewhere' || difference.place === 'gone') return { kind: 'fine' };
    return difference.place === null ? flagged(difference) : fetchAndStore(context, difference, projects);
  },
  differing: (context, difference) => store(context, difference, 'corrected'),
  doubled: async (context, difference, projects) => {
    const presence = await lookFor(context, difference, projects);
    if (presence === 'there') return flagged(difference, 'critical');
    return presence === 'not_there' ? { kind: 'fine' } : { kind: 'gap', reason: presence.gap };
  },
} satisfies Record<LinkDifference['kind'], Judge>;

/**
 * Makes sure of a difference between two links and does about it what S0 says ("Reconciliation check").
 * @throws RunLostError, RunPutOffError, the database's errors, and AlignApiError where Align refuses the key
 */
export async function judgeLink(
  context: StepContext,
  difference: LinkDifference,
  projects: readonly LinkedProject[],
): Promise<LinkVerdict> {
  try {
    return await judges[difference.kind](context, difference, projects);
  } catch (error) {
    const what = `the link of ${difference.externalType} ${difference.externalId}`;
    return { kind: 'gap', reason: gapFrom(error, what).reason };
  }
}

async function isThere(align: AlignClient, difference: LinkDifference): Promise<boolean> {
  return (await lookUpLink(align, difference)) !== undefined;
}

/** Looks for what Align's link points to. */
function lookFor(...[context, difference, projects]: Parameters<Judge>): Promise<Presence> {
  const { externalType, externalId, theirAlignId, alignProjectId } = difference;
  const alignId = theirAlignId ?? '';
  const projectName = externalType === 'project_member' ? alignId.split(':')[0] : alignProjectId;
  const project = projects.find((known) => known.alignId === projectName || known.id === externalId);
  return entityIsThere(context, { externalType, externalId, alignId, project });
}

async function fetchAndStore(...[context, difference, projects]: Parameters<Judge>): Promise<LinkVerdict> {
  const { externalType, externalId, theirAlignId } = difference;
  const presence = await lookFor(context, difference, projects);
  if (presence === 'not_there') return flagged(difference);
  if (presence !== 'there') return { kind: 'gap', reason: presence.gap };
  const verdict = await store(context, difference, 'stored');
  // What Align says of an entry that was just linked holds as if its events had come.
  if (verdict.kind === 'stored' && externalType === 'time_entry')
    await healEntry(context.database, context.run, { id: externalId, alignId: theirAlignId ?? '' });
  return verdict;
}

async function store(
  { database, run }: StepContext,
  difference: LinkDifference,
  kind: 'stored' | 'corrected',
): Promise<LinkVerdict> {
  const { externalType, externalId, alignId, theirAlignId } = difference;
  if (theirAlignId === null) return { kind: 'fine' };
  const link = { externalType, externalId, before: alignId, after: theirAlignId };
  const stored = await storeLink(database, run, link);
  if (stored.kind === 'taken') return flagged({ ...difference, alignId: `linked to ${stored.by}` });
  return stored.kind === 'stored' ? { kind } : { kind: 'fine' };
}

function flagged(
  { externalType, externalId, alignId, theirAlignId }: LinkDifference,
  severity: Severity = 'warning',
): LinkVerdict {
  return {
    kind: 'finding',
    finding: {
      field: `entity_link.${externalType}`,
      externalType,
      externalId,
      illumeraValue: alignId,
      alignValue: theirAlignId,
      severity,
    },
  };
}

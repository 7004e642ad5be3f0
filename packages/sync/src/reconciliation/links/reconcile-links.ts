import { externalTypes } from '@illumera/schema';
import { analyzeRows } from '../analyze-rows.ts';
import { atOnce } from '../at-once.ts';
import { expectPartsRead } from '../expect-parts-read.ts';
import { findLinkedProjects } from '../find-linked-projects.ts';
import { type Finding, settleFindings } from '../findings/settle-findings.ts';
import { membersOf } from '../people/read-members.ts';
import { readOfEachProject } from '../read-of-each-project.ts';
import { readPart } from '../read-part.ts';
import { readingGap } from '../reading-gap.ts';
import type { Step } from '../step.ts';
import { findLinkDifferences } from './find-link-differences.ts';
import { findUncertainProjects } from './find-uncertain-projects.ts';
import { judgeLink } from './judge-link.ts';
import { linksOf } from './read-links.ts';

const DIFFERENCES_AT_ONCE = 8;
const FIELDS = externalTypes.map((type) => `entity_link.${type}`);

/**
 * Compares all links with Align's (S0 "Reconciliation check"): one that Align lost is flagged, one that is missing here is
 * fetched and stored, and where the Align id differs ours is corrected.
 */
export const reconcileLinks: Step = async (context) => {
  const { database, run } = context;
  const links = linksOf(context);
  const unread = readingGap(await readPart(context, links), links.what);
  if (unread !== undefined) return { counts: {}, gaps: [unread] };
  const findings: Finding[] = [];
  const counts = { stored: 0, corrected: 0 };
  const projects = await findLinkedProjects(database, run);
  const uncertain = await findUncertainProjects(database, run);
  const { gaps } = await readOfEachProject(
    context,
    projects.filter(({ alignId }) => uncertain.has(alignId)),
    membersOf,
  );
  await expectPartsRead(database, run, { kind: links.kind, names: [links.name] });
  await analyzeRows(database);
  const found = await findLinkDifferences(database, run);
  // Without the members of a project nobody knows which of Align's memberships is which of ours.
  const clear = gaps.length === 0 ? found : found.filter((each) => each.externalType !== 'project_member');
  await atOnce(clear, DIFFERENCES_AT_ONCE, async (difference) => {
    const verdict = await judgeLink(context, difference, projects);
    if (verdict.kind === 'gap') gaps.push(verdict.reason);
    else if (verdict.kind === 'finding') findings.push(verdict.finding);
    else if (verdict.kind !== 'fine') counts[verdict.kind] += 1;
  });
  // Where not everything could be seen nothing is said to be lost.
  const judgement = gaps.length === 0 ? { findings } : { findings: [], seen: 'in_part' as const };
  const recorded = await settleFindings(database, run, { fields: FIELDS, ...judgement });
  return { counts: { ...counts, ...recorded }, gaps };
};

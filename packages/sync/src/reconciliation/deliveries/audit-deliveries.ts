import type { Database } from '@illumera/schema';
import { inTransaction } from '../../in-transaction.ts';
import { type Finding, settleFindings } from '../findings/settle-findings.ts';
import { readPart } from '../read-part.ts';
import { readingGap } from '../reading-gap.ts';
import { recordFinding } from '../record-finding.ts';
import type { HeldRun } from '../run.ts';
import type { Step, StepContext } from '../step.ts';
import { countUnhealed, type Unhealed } from './count-unhealed.ts';
import { deliveriesOf, findMissed } from './find-missed.ts';
import { keepMissed, type MissedEvent } from './keep-missed.ts';
import { readSubscription } from './read-subscription.ts';

/** No list of Align's names the releases, so that nothing but this event tells of one. */
const RELEASED = 'release.released';

/** Reads the sender's own ledger and writes down what never came here. The difference is over when a later audit finds none. */
export const auditDeliveries: Step = async (context) => {
  const { database, run } = context;
  const subscription = await readSubscription(context);
  if (subscription.kind !== 'subscribed') return { counts: {}, gaps: [] };
  const ledger = deliveriesOf(context, subscription.id);
  const gap = readingGap(await readPart(context, ledger), ledger.what);
  const missed = await keepAndFlag(context);
  const unhealed = await countUnhealed(database, run);
  await settleFindings(database, run, {
    fields: ['webhook.deliveries'],
    findings: missedFindings(unhealed),
    seen: gap === undefined ? 'everything' : 'in_part',
  });
  return { counts: { found: missed.length, ...unhealed }, gaps: gap === undefined ? [] : [gap] };
};

/** A release is handed to people with the first run that misses it, and so in one transaction. */
async function keepAndFlag(context: StepContext): Promise<MissedEvent[]> {
  const { database, run } = context;
  const found = await findMissed(context);
  return inTransaction(database, async (transaction) => {
    const missed = await keepMissed(transaction, run, found);
    for (const event of missed.filter(({ eventName }) => eventName === RELEASED)) {
      await flagRelease(transaction, run, event);
    }
    return missed;
  });
}

function missedFindings({ deliveries, standstills }: Unhealed): Finding[] {
  const words = [
    ...(deliveries > 0 ? [`${deliveries} not delivered`] : []),
    ...(standstills > 0 ? ['others not sent'] : []),
  ];
  if (words.length === 0) return [];
  return [
    {
      field: 'webhook.deliveries',
      illumeraValue: null,
      alignValue: words.join(', '),
      severity: 'warning',
    },
  ];
}

async function flagRelease(transaction: Database, run: HeldRun, { reference }: MissedEvent): Promise<void> {
  await recordFinding(transaction, run, {
    field: 'release.evidence',
    externalType: 'release',
    externalId: reference,
    illumeraValue: null,
    alignValue: `delivery ${reference} of ${RELEASED} did not come`,
    severity: 'warning',
  });
}

import type { RowName } from '../rows/rows.ts';

/** Why a row's targets are missed, as far as it is known. */
export const missedBecause: Partial<Record<RowName, string>> = {
  enqueue:
    'An intent is one row more, in a table whose indexes order, claim, list and age it; that and its check for a wake-up are all that is left to save. Where Postgres has time to spare it is hardly seen; where connections compete for the cores, its share of the transaction is what is missing.',
  'ingest-ack':
    'At one connection a delivery costs Postgres several times what a bare row does: it is stored once however often and under whichever id it comes, behind the tenant wall, with the indexes that handle, list and age it. At many connections they are stored together and that cost is shared, until the one Node process that receives, verifies and answers is what is busy; the peers keep less of what they are sent.',
  'reconcile-diff':
    "A pass without differences reads both sides three times, once each for what differs, what is unknown and what is gone, and gives Postgres the statistics for it first; what the loop does for each row is one look-up by key. Where something differs, most of the time goes to asking Align once more for each day and link of what is gone, which the loop never does, and to each change's locks and record. Memory grows with what is gone, all of which a run holds until it is confirmed.",
};

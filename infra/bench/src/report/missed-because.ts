import type { RowName } from '../rows/rows.ts';

/** Why a row's targets are missed, as far as it is known. */
export const missedBecause: Partial<Record<RowName, string>> = {
  enqueue:
    'An intent is one row more, in a table whose indexes order, claim, list and age it; that and its check for a wake-up are all that is left to save. Where Postgres has time to spare it is hardly seen; where connections compete for the cores, its share of the transaction is what is missing.',
  'ingest-ack':
    'At one connection a delivery costs Postgres several times what a bare row does: it is stored once however often and under whichever id it comes, behind the tenant wall, with the indexes that handle, list and age it. At many connections they are stored together, and that cost is shared.',
  'ingest-overload':
    'All of what is offered has to be answered: at twice the capacity more is refused than taken. Refusing is done before anything is made of a request, but it is still a request read, an answer written and a turn of the event loop, about a quarter of what it takes to store a delivery; what that takes of the one core is missing from the goodput.',
  'reconcile-diff':
    'A pass without differences is one join of all rows, links and entries, behind the tenant wall, which Postgres shares between processes; a quarter of the time lets go of what was read. Where something differs, that is the smaller part. The most goes to asking Align once more for the day and the link of each entry that is gone, two calls each that the loop never makes, to finding what an unknown entry may be here, and to applying each difference with its locks, its link and its record, where the loop writes one row. All of it competes for the same cores as Postgres.',
  'reconcile-sweep':
    'The pace stays a hundredth below the limit, and a run ends with the comparison that follows the last answer: where an answer takes a second, that wait is most of the rest of what is missing.',
};

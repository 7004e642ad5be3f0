/** What the traffic's entries say, and how they are told from those that people make, which it leaves alone. */
export const workNotes = [
  'Paired on the ingest job; it now resumes after a dropped connection',
  'Design review with the client, notes shared',
  'Reproduced the reported drift and wrote the failing test 🧪',
  'Cleaned up the outliers in last week’s readings',
  'Wrote the runbook for the night shift',
  'Réunion de suivi with the Montréal team, action items filed',
  'Measured before and after: 38 % less memory',
  'Prepared the dry run of the acceptance test',
] as const;

export const rejectionReasons = [
  'Please name the work package.',
  'This day is over the agreed eight hours.',
  'The description does not say what was done.',
] as const;

const known: ReadonlySet<string> = new Set(workNotes);

/** Whether an entry with these notes is the traffic's own. */
export function isTraffic(notes: string | null): boolean {
  return notes !== null && known.has(notes);
}

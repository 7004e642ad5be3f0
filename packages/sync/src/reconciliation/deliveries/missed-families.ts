/** What is read of Align to make up for events that did not come. */
export type MissedFamily = 'time_entries' | 'directory';

const familyByPrefix: ReadonlyMap<string, MissedFamily> = new Map([
  ['time', 'time_entries'],
  ['user', 'directory'],
  ['project_member', 'directory'],
  ['wiki_page', 'directory'],
  ['integration_link', 'directory'],
]);

/** What tells of the same as an event; undefined for one that is only kept as a record. */
export function familyOf(eventName: string): MissedFamily | undefined {
  return familyByPrefix.get(eventName.split('.')[0] ?? '');
}

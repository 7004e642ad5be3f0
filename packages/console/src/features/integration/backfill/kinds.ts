import type { Backfill } from '@illumera/api-models';

type Planned = Backfill['planned'];

const words = {
  project: ['project', 'projects'],
  user: ['person', 'people'],
  project_member: ['project membership', 'project memberships'],
  time_entry: ['time entry', 'time entries'],
  wiki_page: ['staffing page', 'staffing pages'],
} as const satisfies Record<keyof Planned, readonly [string, string]>;

/** How much of each kind there is, in words; what there is none of is left out. */
export function kindsInWords(planned: Planned): string[] {
  return (Object.keys(words) as (keyof Planned)[]).flatMap((kind) => {
    const count = planned[kind];
    const [one, many] = words[kind];
    return count === 0 ? [] : [`${count.toLocaleString('en')} ${count === 1 ? one : many}`];
  });
}

/** How much there is of all kinds together. */
export function sumOf(planned: Planned): number {
  return Object.values(planned).reduce((sum, count) => sum + count, 0);
}

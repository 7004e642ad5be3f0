import type { readAlign } from './read-align.ts';

type AtAlign = Awaited<ReturnType<typeof readAlign>>;

/** Counts what Align has of a history, and how much of it is different. */
export function readHistory({ links, entries }: Pick<AtAlign, 'links' | 'entries'>) {
  const linked: Record<string, number> = {};
  for (const { externalType } of links) linked[externalType] = (linked[externalType] ?? 0) + 1;
  const inStatus = (status: string) => entries.filter((entry) => entry.status === status).length;
  return {
    linked,
    distinctReferences: new Set(links.map((link) => `${link.externalType}/${link.externalId}`)).size,
    distinctEntities: new Set(links.map((link) => link.alignEntityId)).size,
    hours: {
      entries: entries.length,
      references: new Set(entries.flatMap(({ externalIds }) => externalIds)).size,
      draft: inStatus('draft'),
      submitted: inStatus('submitted'),
    },
  };
}

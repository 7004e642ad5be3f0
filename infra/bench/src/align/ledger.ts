/** A request that was let in. */
export interface Arrival {
  /** Unix milliseconds with fractions. */
  atMs: number;
  key: string;
  method: string;
  path: string;
  /** The name or description in its body, where it has one. */
  mark: string | undefined;
}

type Fields = Record<string, unknown>;

/** One thing that stands at the stand-in, by the id that its creator knows it by. */
export interface Entity {
  alignId: string;
  externalId: string;
  type: string;
  fields: Fields;
  /** Creates that made it; one more than one is a duplicate. */
  creates: number;
  status: string;
}

export interface Ledger {
  arrivals: Arrival[];
  create: (entity: { type: string; key: string; externalId: string; fields: Fields }) => Entity;
  find: (alignId: string) => Entity | undefined;
  entities: () => Iterable<Entity>;
  counts: { refused: number; outOfOrder: number };
}

/** What the stand-in remembers. A second create of one external id makes a second entity, as Align would after 24 h. */
export function createLedger(): Ledger {
  const byAlignId = new Map<string, Entity>();
  const byExternalId = new Map<string, Entity>();
  let last = 0;
  return {
    arrivals: [],
    counts: { refused: 0, outOfOrder: 0 },
    create: ({ type, key, externalId, fields }) => {
      last += 1;
      const alignId = `${type}_${last}`;
      const entity: Entity = { alignId, externalId, type, fields, creates: 1, status: 'draft' };
      const place = `${key}/${type}/${externalId}`;
      const earlier = byExternalId.get(place);
      if (earlier === undefined) byExternalId.set(place, entity);
      else earlier.creates += 1;
      byAlignId.set(alignId, entity);
      return entity;
    },
    find: (alignId) => byAlignId.get(alignId),
    entities: () => byExternalId.values(),
  };
}

import type { Database, ExternalType } from '@illumera/schema';
import { deleteLink } from '../../links/delete-link.ts';
import { findLink } from '../../links/find-link.ts';
import { findLinkedEntity } from '../../links/find-linked-entity.ts';
import { lockBothNames } from '../../links/lock-link.ts';
import { writeLink } from '../../links/write-link.ts';
import { recordChange } from '../record-change.ts';
import type { HeldRun } from '../run.ts';
import { scopeOfRun } from '../scope-of-run.ts';

export interface NewAlignId {
  externalType: ExternalType;
  externalId: string;
  /** What our link says now; null where there is none. */
  before: string | null;
  /** What it is to say. */
  after: string;
}

export type StoredAlignId =
  | { kind: 'stored' }
  /** The link changed meanwhile. */
  | { kind: 'left' }
  /** Another record of ours has that one of Align's. */
  | { kind: 'taken'; by: string };

/** Makes our link say what Align's says, with a trace of what it said, and wakes what waited for it. */
export async function storeLink(database: Database, run: HeldRun, link: NewAlignId): Promise<StoredAlignId> {
  const { externalType, externalId, before, after } = link;
  const scope = scopeOfRun(run);
  const written = { externalType, externalId, alignEntityType: externalType, alignEntityId: after };
  return database.transaction().execute(async (transaction) => {
    await lockBothNames(transaction, scope, [written]);
    const owner = isShared(externalType)
      ? undefined
      : await findLinkedEntity(transaction, scope, { externalType, alignEntityId: after });
    if (owner !== undefined && owner !== externalId) return { kind: 'taken', by: owner };
    const known = await findLink(transaction, scope, { type: externalType, id: externalId });
    if ((known ?? null) !== before) return { kind: 'left' };
    if (before !== null) await deleteLink(transaction, scope, { type: externalType, id: externalId });
    if (!(await writeLink(transaction, scope, written))) return { kind: 'left' };
    await recordChange(transaction, run, {
      externalType,
      externalId,
      before: before === null ? null : { alignEntityId: before },
      after: { alignEntityId: after },
    });
    return { kind: 'stored' };
  });
}

const isShared = (type: ExternalType) => type === 'user' || type === 'project_member';

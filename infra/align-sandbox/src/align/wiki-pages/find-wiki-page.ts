import type { Sandbox } from '../../sandbox.ts';
import type { WikiPageRow } from '../../store/rows.ts';
import type { Caller } from '../caller.ts';

/** A wiki page of the caller's own organization. */
export function findWikiPage(sandbox: Sandbox, caller: Caller, id: string): WikiPageRow | undefined {
  const page = sandbox.store.wikiPages.get(id);
  return page?.organizationId === caller.organizationId ? page : undefined;
}

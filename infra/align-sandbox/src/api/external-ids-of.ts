import type { Store } from '../store/open-store.ts';

/** The ids at Illumera that a request is about: those its body refers to, and those its path's last id is linked to. */
export function externalIdsOf({ links }: Store, path: string, body: unknown): string[] {
  const refs = [...refsIn(body), ...refsIn(inviteList(body))];
  const linked = linkedIds(links, path);
  return [...new Set([...refs, ...linked])];
}

function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value !== 'object' || value === null || !('externalRef' in value)) return [];
  const { externalRef } = value;
  if (typeof externalRef !== 'object' || externalRef === null || !('externalId' in externalRef)) return [];
  return typeof externalRef.externalId === 'string' ? [externalRef.externalId] : [];
}

function inviteList(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'invites' in body ? body.invites : undefined;
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A call below a project is about what it makes, not about the project. */
function linkedIds(links: Store['links'], path: string): string[] {
  const id = /^\/api\/v1\/projects\/[^/]+\/./.test(path) ? undefined : path.match(ID)?.at(-1);
  if (id === undefined) return [];
  return links.find({ alignEntityId: id }).map(({ externalId }) => externalId);
}

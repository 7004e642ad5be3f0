import type { LinkRow } from '../../store/rows.ts';

/** S0 "Listing links". */
export function linkShape(link: LinkRow) {
  const { id, provider, externalType, externalId, alignEntityType, alignEntityId } = link;
  const { projectId, organizationId, createdAt } = link;
  return {
    id,
    provider,
    externalType,
    externalId,
    alignEntityType,
    alignEntityId,
    projectId,
    organizationId,
    createdAt,
  };
}

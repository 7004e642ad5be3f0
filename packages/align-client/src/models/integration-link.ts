import { z } from 'zod';
import { AlignId } from './align-id.ts';

/** Align's side of an entity link (S0 "Listing links"). */
export const IntegrationLink = z.object({
  id: z.string(),
  provider: z.string(),
  externalType: z.string(),
  externalId: z.string(),
  alignEntityType: z.string(),
  alignEntityId: AlignId,
  projectId: AlignId.nullish(),
  organizationId: z.string().nullish(),
});
export type IntegrationLink = z.output<typeof IntegrationLink>;

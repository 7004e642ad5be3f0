import { z } from 'zod';
import { AlignId } from './align-id.ts';

/** Align's side of an entity link (S0 "Listing links"). */
export const IntegrationLink = z.object({
  id: z.string(),
  provider: z.string(),
  externalType: z.string(),
  externalId: z.string(),
  alignEntityType: z.string(),
  /** One id of Align's, or a membership's project and user. */
  alignEntityId: z.string().regex(/^[A-Za-z0-9_-]{1,64}(?::[A-Za-z0-9_-]{1,64})?$/),
  projectId: AlignId.nullish(),
  organizationId: z.string().nullish(),
});
export type IntegrationLink = z.output<typeof IntegrationLink>;

import type { UserRole } from '@illumera/schema';

/** Who asks, as the `users` row tells it; nothing of it comes from a token or a request. */
export interface Actor {
  userId: string;
  tenantId: string;
  /** Set for a company admin. */
  companyId: string | null;
  role: UserRole;
  /** Set for whoever has a person profile, as talents have. */
  personId: string | null;
}

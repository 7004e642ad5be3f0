import { z } from 'zod';
import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { OrganizationRow, UserRow } from '../../store/rows.ts';
import { type Answer, created } from '../answer.ts';

export const NewOrganization = z.object({
  name: z.string().min(1).max(200),
  adminEmail: z.email().optional(),
  adminName: z.string().min(1).max(200).default('Align Administrator'),
});

/** Makes an organization with the administrator who approves, rejects and mints its keys. */
export function createOrganization(
  { randomness, clock, store }: Sandbox,
  { name, adminEmail, adminName }: z.output<typeof NewOrganization>,
): Answer {
  const organizationId = randomness.uuid('organization');
  const now = isoNow(clock);
  const admin: UserRow = {
    id: randomness.uuid('user'),
    organizationId,
    email: (adminEmail ?? `admin+${organizationId}@align-test.local`).toLowerCase(),
    name: adminName,
    role: 'admin',
    status: 'active',
    inviteId: null,
    metadata: null,
    createdAt: now,
    updatedAt: now,
  };
  const organization: OrganizationRow = { id: organizationId, name, adminUserId: admin.id, createdAt: now };
  store.organizations.insert(organization);
  store.users.insert(admin);
  return created({ organizationId, name, adminUserId: admin.id, adminEmail: admin.email, createdAt: now });
}

import { z } from 'zod';
import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import { type ApiKeyRow, PERMISSIONS } from '../../store/rows.ts';
import { type Answer, created, notFound, validationError } from '../answer.ts';
import { hashKey } from './hash-key.ts';

export const NewKey = z.object({
  organizationId: z.string(),
  scope: z.enum(['organization', 'project']).default('organization'),
  projectId: z.string().nullable().default(null),
  permissions: z.array(z.enum(PERMISSIONS)).default([...PERMISSIONS]),
});

/** Makes a key `ako_<64 hex>` of an organization's administrator; the whole key is answered once. */
export function mintKey(sandbox: Sandbox, fields: z.output<typeof NewKey>): Answer {
  const { organizationId, scope, permissions } = fields;
  const organization = sandbox.store.organizations.get(organizationId);
  if (organization === undefined) return notFound('The organization');
  const scopedProjectId = scope === 'project' ? fields.projectId : null;
  if (scope === 'project' && sandbox.store.projects.get(scopedProjectId ?? '') === undefined)
    return validationError('A project key needs the projectId of a project.');
  const apiKey = `ako_${sandbox.randomness.hex('api key', 32)}`;
  const row: ApiKeyRow = {
    id: sandbox.randomness.uuid('api key'),
    keyHash: hashKey(apiKey),
    lastFour: apiKey.slice(-4),
    organizationId,
    scope,
    scopedProjectId,
    permissions,
    createdByUserId: organization.adminUserId,
    lastUsedAt: null,
    revokedAt: null,
    createdAt: isoNow(sandbox.clock),
  };
  sandbox.store.apiKeys.insert(row);
  const { id: apiKeyId, lastFour } = row;
  return created({ apiKey, lastFour, apiKeyId, organizationId, scope, scopedProjectId, permissions });
}

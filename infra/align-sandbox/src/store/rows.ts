import type { z } from 'zod';
import type { FaultName, FaultTerms } from '../faults/fault-terms.ts';
import type { EventName } from '../webhooks/event-catalog.ts';

type Row = { id: string; createdAt: string };

export type OrganizationRow = Row & { name: string; adminUserId: string };

export const PERMISSIONS = [
  'read:project',
  'write:project',
  'read:user',
  'write:user',
  'read:entry',
  'write:entry',
  'read:wiki',
  'write:wiki',
  'read:webhook',
  'write:webhook',
  'read:integration',
  'read:release',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** The key itself is not kept: only its SHA-256, as hex, and what may be shown of it. */
export type ApiKeyRow = Row & {
  keyHash: string;
  lastFour: string;
  organizationId: string;
  scope: 'organization' | 'project';
  scopedProjectId: string | null;
  permissions: Permission[];
  createdByUserId: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
};

export const USER_ROLES = ['developer', 'tech_lead', 'devops_engineer', 'manager', 'admin'] as const;
type UserRole = (typeof USER_ROLES)[number];

export type UserRow = Row & {
  organizationId: string;
  email: string;
  name: string;
  role: UserRole;
  status: 'invited' | 'active';
  inviteId: string | null;
  metadata: Record<string, unknown> | null;
  updatedAt: string;
};

/** The hourly rate and the plan are what cost summaries are made of; amounts are in cents. */
export type ProjectRow = Row & {
  organizationId: string;
  clientId: string;
  name: string;
  description: string | null;
  status: string;
  timeBillingEnabled: boolean;
  hourlyRateCents: number;
  plannedCostCents: number;
};

export type MemberRow = Row & {
  organizationId: string;
  projectId: string;
  userId: string;
  roleOverride: UserRole | null;
  metadata: Record<string, unknown> | null;
};

export const TIME_ENTRY_STATUSES = [
  'draft',
  'submitted',
  'approved',
  'rejected',
  'locked',
  'invoiced',
] as const;
export type TimeEntryStatus = (typeof TIME_ENTRY_STATUSES)[number];

export type TimeEntryRow = Row & {
  organizationId: string;
  projectId: string;
  userId: string;
  workDate: string;
  minutes: number;
  description: string | null;
  billable: boolean;
  status: TimeEntryStatus;
  /** Whether an administrator has opened it for correction since it was last approved. */
  isUnlocked: boolean;
  /** Why it was rejected or unlocked last. */
  reason: string | null;
};

export type WikiPageRow = Row & {
  organizationId: string;
  projectId: string;
  title: string;
  content: string;
  updatedAt: string;
};

/** What an auditor is shown of a release; no document says what Align keeps. */
type EvidenceItem = { type: string; title: string; url: string | null };

export type ReleaseRow = Row & {
  organizationId: string;
  projectId: string;
  name: string;
  status: 'planned' | 'released';
  releasedAt: string | null;
  evidence: EvidenceItem[];
};

export type AlignEntityType = 'project' | 'user' | 'project_member' | 'time_entry' | 'wiki_page';

export type LinkRow = Row & {
  organizationId: string;
  projectId: string | null;
  provider: string;
  externalType: string;
  externalId: string;
  alignEntityType: AlignEntityType;
  alignEntityId: string;
};

export type SubscriptionRow = Row & {
  organizationId: string;
  destinationUrl: string;
  eventNames: EventName[];
  enabled: boolean;
  description: string | null;
  hmacSecret: string;
  /** The last rotation and the secret it replaced. */
  rotated: { previousSecret: string; atMs: number } | null;
};

/** `rawBody` is what is signed and sent, byte for byte, at every attempt. */
export type DeliveryRow = Row & {
  subscriptionId: string;
  organizationId: string;
  eventName: string;
  entityId: string;
  rawBody: string;
  /** A dropped delivery is one that Align does not know it has lost: its ledger leaves it out. */
  status: 'pending' | 'succeeded' | 'failed' | 'dead_letter' | 'dropped';
  attempts: number;
  responseCode: number | null;
  responseBody: string | null;
  lastAttemptAt: string | null;
  /** Null once nothing more will be sent. */
  nextAttemptAtMs: number | null;
  createdAtMs: number;
  isDoubled: boolean;
  /** Waits until a later delivery about the same entity has been sent. */
  isHeldBack: boolean;
};

/** An answer kept for 24 h; `id` is what a repeated `Idempotency-Key` finds it under. */
export type StoredAnswerRow = Row & {
  createdAtMs: number;
  status: number;
  body: unknown;
  /** Stands for the method, path and body of the call that was answered. */
  fingerprint: string;
};

/** A fault with how many requests it has met and how often it struck. */
export type FaultRow = Row & z.output<typeof FaultTerms> & { kind: FaultName; seen: number; fired: number };

/** One request under `/api/v1`, in order of arrival; `status` is null until it was answered. */
export type RequestRow = Row & {
  at: string;
  atMs: number;
  method: string;
  path: string;
  /** The method with the path's pattern. */
  route: string;
  /** The ids at Illumera it is about, so far as the stand-in can tell. */
  externalIds: string[];
  keyLastFour: string | null;
  organizationId: string | null;
  idempotencyKey: string | null;
  body: unknown;
  status: number | null;
  /** What went wrong with the answer on purpose. */
  fault: FaultName | null;
};

/** A person who can sign in at the token issuer; `id` is the token's `sub`. */
export type AccountRow = Row & { email: string; name: string; passwordHash: string };

export type AuthorizationCodeRow = Row & {
  sub: string;
  clientId: string;
  redirectUri: string;
  codeChallenge: string;
  nonce: string | null;
  scope: string;
  expiresAtMs: number;
};

/** A single value of the stand-in's own, e.g. the issuer's signing key. */
export type SettingRow = Row & { value: unknown };

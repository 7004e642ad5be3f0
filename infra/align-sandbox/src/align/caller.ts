import type { ApiKeyRow } from '../store/rows.ts';

/** On whose behalf a verb runs: an API key's organization, and the user an event names as its actor. */
export type Caller = Pick<ApiKeyRow, 'organizationId' | 'createdByUserId'>;

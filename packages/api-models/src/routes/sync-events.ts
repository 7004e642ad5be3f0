import { defineRoute } from '../define-route.ts';
import { RefreshEvent } from '../models/refresh-event.ts';

/** The stream of refresh events; no call of a client, which would wait for its end. */
export const syncEventsRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/align/sync/events',
  summary: 'Tells a page to refresh, as server-sent events named "refresh"',
  tag: 'sync',
  roles: ['platform_admin', 'company_admin'],
  answer: { status: 200, events: RefreshEvent },
});

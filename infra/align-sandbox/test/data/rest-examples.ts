/** What S0, S1 and S3 print for each call, word for word; a body that elides something says so with dots. */
export const REST_EXAMPLES = {
  'GET /me': {
    source: 'S1',
    response: `{
"apiKeyId": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
"organizationId": "7b1e2c3d-0000-0000-0000-000000000001",
"scope": "organization",
"scopedProjectId": null,
"permissions": ["read:project", "write:entry"],
"createdByUserId": "9a8b7c6d-0000-0000-0000-000000000002",
"lastUsedAt": "2025-01-15T10:30:00Z"
}`,
  },
  'POST /users/invite': {
    source: 'S1',
    request: `{
"email": "alice@example.com",
"name": "Alice Smith",
"role": "developer",
"sendInvite": false,
"externalRef": {
"provider": "illumera",
"externalType": "user",
"externalId": "<illumera-users.id>"
}
}`,
    response: `{
"userId": "9a8b7c6d-0000-0000-0000-000000000002",
"inviteId": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
"created": true,
"status": "invited"
}`,
  },
  'POST /users/bulk-invite': {
    source: 'S1',
    request: `{
"invites": [
{
"email": "bob@example.com",
"name": "Bob Jones",
"role": "developer",
"externalRef": { "provider": "illumera", "externalType": "user", "externalId": "<uuid>" }
}
],
"sendInvite": false
}`,
    response: `{ "results": [...], "successCount": 1, "failureCount": 0 }`,
  },
  'PATCH /users/:id': {
    source: 'S1',
    request: `{ "name": "Alice Smith-Jones", "email": "alice.new@example.com" }`,
  },
  'POST /projects': {
    source: 'S1',
    request: `{
"name": "Federal Data Platform Modernization",
"description": "GSA data modernization program",
"timeBillingEnabled": true,
"externalRef": {
"provider": "illumera",
"externalType": "project",
"externalId": "<illumera-projects.id>"
}
}`,
    response: `{
"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
"name": "Federal Data Platform Modernization",
"description": "GSA data modernization program",
"status": "active",
"organizationId": "7b1e2c3d-0000-0000-0000-000000000001",
"clientId": "9a8b7c6d-0000-0000-0000-000000000002",
"createdAt": "2025-01-01T00:00:00Z"
}`,
  },
  'PATCH /projects/:id': {
    source: 'S1',
  },
  'POST /projects/:id/members/:userId': {
    source: 'S1',
    request: `{
"roleOverride": "developer",
"externalRef": {
"provider": "illumera",
"externalType": "project_member",
"externalId": "<illumera-engagements.id>"
}
}`,
    response: `{
"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
"projectId": "7b1e2c3d-0000-0000-0000-000000000001",
"userId": "9a8b7c6d-0000-0000-0000-000000000002",
"roleOverride": "developer",
"metadata": null,
"createdAt": "2025-01-01T00:00:00Z"
}`,
  },
  'POST /projects/:id/time-entries': {
    source: 'S1',
    request: `{
"userId": "<align-user-id>",
"workDate": "2025-01-15",
"minutes": 150,
"description": "Implemented authentication module",
"billable": true,
"externalRef": {
"provider": "illumera",
"externalType": "time_entry",
"externalId": "<illumera-time_entries.id>"
}
}`,
    response: `{
"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
"organizationId": "7b1e2c3d-0000-0000-0000-000000000001",
"projectId": "9a8b7c6d-0000-0000-0000-000000000002",
"userId": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
"workDate": "2025-01-15",
"hours": "2.5",
"minutes": 150,
"description": "Implemented authentication module",
"billable": true,
"status": "draft",
"createdAt": "2025-01-15T12:00:00Z"
}`,
  },
  'POST /time-entries/:id/submit': {
    source: 'S1',
  },
  'PATCH /time-entries/:id': {
    source: 'S1',
    request: `{ "minutes": 90, "description": "Revised estimate" }`,
  },
  'DELETE /time-entries/:id': {
    source: 'S1',
  },
  'POST /time-entries/:id/unlock': {
    source: 'S1',
  },
  'GET /projects/:id/time-summary': {
    source: 'S1',
    response: `{
"projectId": "7b1e2c3d-0000-0000-0000-000000000001",
"totalMinutes": 3600,
"totalHours": "60.0",
"billableMinutes": 2400,
"byStatus": { "approved": 3600, "submitted": 0 },
"byUser": [{ "userId": "...", "totalMinutes": 3600 }]
}`,
  },
  'GET /projects/:id/cost-summary': {
    source: 'S1',
    response: `{
"projectId": "7b1e2c3d-0000-0000-0000-000000000001",
"currency": "USD",
"plannedCost": "50000.00",
"actualCost": "32500.00",
"approvedCost": "31000.00",
"pendingCost": "1500.00"
}`,
  },
  'POST /projects/:id/wiki-pages': {
    source: 'S1',
    request: `{
"title": "Illumera Staffing Plan",
"content": "# Illumera Staffing Plan — Federal Data Platform\\n\\n...",
"externalRef": {
"provider": "illumera",
"externalType": "wiki_page",
"externalId": "<illumera-projects.id>"
}
}`,
    response: `{
"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
"projectId": "7b1e2c3d-0000-0000-0000-000000000001",
"title": "Illumera Staffing Plan",
"content": "# Illumera Staffing Plan — ...",
"createdAt": "2025-01-01T00:00:00Z",
"updatedAt": "2025-01-01T00:00:00Z"
}`,
  },
  'POST /webhooks': {
    source: 'S1',
    request: `{
"destinationUrl": "https://api.illumera.us/api/webhooks/align",
"eventNames": ["time.logged", "time.submitted", "time.approved", "time.rejected", ...],
"description": "Illumera integration"
}`,
    response: `{
"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
"destinationUrl": "https://api.illumera.us/api/webhooks/align",
"eventNames": ["time.approved", "time.rejected", ...],
"enabled": true,
"description": "Illumera integration",
"hmacSecret": "whsec_abc123...",
"createdAt": "2025-01-01T00:00:00Z"
}`,
  },
  'GET /integration-links': {
    source: 'S0',
    response: `{
"data": [
{
"id": "link-uuid-...",
"provider": "illumera",
"externalType": "time_log",
"externalId": "illumera-log-9876",
"alignEntityType": "time_entry",
"alignEntityId": "te-uuid-...",
"projectId": "proj-uuid-...",
"organizationId": "org-uuid-...",
"createdAt": "2026-05-26T09:00:00.000Z"
}
],
"page": 1,
"pageSize": 100,
"total": 1
}`,
  },
  'POST /webhooks/:id/test': {
    source: 'S3',
    response: `{
"deliveryId": "delivery-uuid",
"subscriptionId": "sub-uuid",
"eventName": "webhook.test",
"firedAt": "2026-05-28T12:00:00.000Z"
}`,
  },
} as const;

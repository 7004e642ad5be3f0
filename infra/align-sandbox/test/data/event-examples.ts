/** S3's envelopes, word for word, by the event each is an example of. */
export const EVENT_EXAMPLES = {
  'time.logged': `{
"id": "delivery-uuid",
"eventName": "time.logged",
"schemaVersion": 1,
"entityType": "time_entry",
"entityId": "te-uuid-1234",
"occurredAt": "2026-05-26T09:00:00Z",
"actorUserId": "user-uuid-3456",
"payload": {
"timeEntryId": "te-uuid-1234",
"organizationId": "org-uuid-5678",
"projectId": "project-uuid-9012",
"userId": "user-uuid-3456",
"entryId": "entry-uuid-7890",
"workDate": "2026-05-26",
"hours": "2.5",
"minutes": 150,
"status": "draft",
"occurredAt": "2026-05-26T09:00:00Z"
}
}`,
  'time.submitted': `{
"id": "delivery-uuid",
"eventName": "time.submitted",
"schemaVersion": 1,
"entityType": "time_entry",
"entityId": "te-uuid-1234",
"occurredAt": "2026-05-27T08:00:00Z",
"actorUserId": "user-uuid-3456",
"payload": {
"timeEntryId": "te-uuid-1234",
"organizationId": "org-uuid-5678",
"projectId": "project-uuid-9012",
"userId": "user-uuid-3456",
"entryId": "entry-uuid-7890",
"workDate": "2026-05-26",
"hours": "2.5",
"minutes": 150,
"status": "submitted",
"occurredAt": "2026-05-27T08:00:00Z"
}
}`,
  'time.approved': `{
"id": "delivery-uuid",
"eventName": "time.approved",
"schemaVersion": 1,
"entityType": "time_entry",
"entityId": "te-uuid-1234",
"occurredAt": "2026-05-27T12:00:00Z",
"actorUserId": "manager-uuid-2222",
"payload": {
"timeEntryId": "te-uuid-1234",
"organizationId": "org-uuid-5678",
"projectId": "project-uuid-9012",
"userId": "user-uuid-3456",
"entryId": "entry-uuid-7890",
"workDate": "2026-05-26",
"hours": "2.5",
"minutes": 150,
"status": "locked",
"approverUserId": "manager-uuid-2222",
"occurredAt": "2026-05-27T12:00:00Z"
}
}`,
  'time.rejected': `{
"id": "delivery-uuid",
"eventName": "time.rejected",
"schemaVersion": 1,
"entityType": "time_entry",
"entityId": "te-uuid-1234",
"occurredAt": "2026-05-27T13:00:00Z",
"actorUserId": "manager-uuid-2222",
"payload": {
"timeEntryId": "te-uuid-1234",
"organizationId": "org-uuid-5678",
"projectId": "project-uuid-9012",
"userId": "user-uuid-3456",
"entryId": "entry-uuid-7890",
"workDate": "2026-05-26",
"hours": "2.5",
"minutes": 150,
"status": "rejected",
"rejecterUserId": "manager-uuid-2222",
"reason": "Please split by task — one entry per entry card.",
"occurredAt": "2026-05-27T13:00:00Z"
}
}`,
  'time.unlocked': `{
"id": "delivery-uuid",
"eventName": "time.unlocked",
"schemaVersion": 1,
"entityType": "time_entry",
"entityId": "te-uuid-1234",
"occurredAt": "2026-05-28T09:30:00Z",
"actorUserId": "admin-uuid-9999",
"payload": {
"timeEntryId": "te-uuid-1234",
"organizationId": "org-uuid-5678",
"projectId": "project-uuid-9012",
"userId": "user-uuid-3456",
"entryId": "entry-uuid-7890",
"workDate": "2026-05-26",
"hours": "2.5",
"minutes": 150,
"status": "locked",
"unlockedByUserId": "admin-uuid-9999",
"reason": "Incorrect hours — needs correction before invoice run.",
"occurredAt": "2026-05-28T09:30:00Z"
}
}`,
  'time.updated': `{
"id": "delivery-uuid",
"eventName": "time.updated",
"schemaVersion": 1,
"entityType": "time_entry",
"entityId": "te-uuid-1234",
"occurredAt": "2026-05-26T10:15:00Z",
"actorUserId": "user-uuid-3456",
"payload": {
"timeEntryId": "te-uuid-1234",
"organizationId": "org-uuid-5678",
"projectId": "project-uuid-9012",
"userId": "user-uuid-3456",
"entryId": "entry-uuid-7890",
"workDate": "2026-05-26",
"hours": "3.0",
"minutes": 180,
"status": "draft",
"changedFields": ["minutes", "hours"],
"occurredAt": "2026-05-26T10:15:00Z"
}
}`,
  'entry.status_changed': `{
"id": "delivery-uuid",
"eventName": "entry.status_changed",
"schemaVersion": 1,
"entityType": "entry",
"entityId": "entry-uuid-7890",
"occurredAt": "2026-05-26T11:30:00Z",
"actorUserId": "user-uuid-3456",
"payload": {
"entryId": "entry-uuid-7890",
"projectId": "project-uuid-9012",
"title": "Fix login bug",
"type": "bug",
"status": "solved",
"previousStatus": "in_progress",
"newStatus": "solved",
"occurredAt": "2026-05-26T11:30:00Z"
}
}`,
  'release.released': `{
"id": "delivery-uuid",
"eventName": "release.released",
"schemaVersion": 1,
"entityType": "release",
"entityId": "release-uuid-1111",
"occurredAt": "2026-05-26T14:00:00Z",
"actorUserId": "user-uuid-3456",
"payload": {
"releaseId": "release-uuid-1111",
"projectId": "project-uuid-9012",
"name": "v2.1.0",
"status": "released",
"occurredAt": "2026-05-26T14:00:00Z"
}
}`,
  'user.invited': `{
"id": "delivery-uuid",
"eventName": "user.invited",
"schemaVersion": 1,
"entityType": "user",
"entityId": "user-uuid-7890",
"occurredAt": "2026-05-26T09:00:00Z",
"actorUserId": "admin-uuid-1234",
"payload": {
"userId": "user-uuid-7890",
"organizationId": "org-uuid-5678",
"email": "alice@example.com",
"name": "Alice Smith",
"role": "developer",
"actorId": "admin-uuid-1234",
"occurredAt": "2026-05-26T09:00:00Z"
}
}`,
  'user.updated': `{
"id": "delivery-uuid",
"eventName": "user.updated",
"schemaVersion": 1,
"entityType": "user",
"entityId": "user-uuid-7890",
"occurredAt": "2026-05-26T14:00:00Z",
"actorUserId": "admin-uuid-1234",
"payload": {
"userId": "user-uuid-7890",
"organizationId": "org-uuid-5678",
"email": "alice@example.com",
"name": "Alice Smith-Jones",
"role": "developer",
"actorId": "admin-uuid-1234",
"changedFields": ["name"],
"occurredAt": "2026-05-26T14:00:00Z"
}
}`,
  'agreement.signed': `{
"id": "delivery-uuid",
"eventName": "agreement.signed",
"schemaVersion": 1,
"entityType": "agreement",
"entityId": "agreement-uuid-2222",
"occurredAt": "2026-05-26T15:00:00Z",
"actorUserId": null,
"payload": {
"agreementId": "agreement-uuid-2222",
"projectId": "project-uuid-9012",
"clientId": "client-uuid-3333",
"status": "signed",
"occurredAt": "2026-05-26T15:00:00Z"
}
}`,
  'entry.created': `{
"id": "550e8400-e29b-41d4-a716-446655440000",
"eventName": "entry.created",
"schemaVersion": 1,
"entityType": "entry",
"entityId": "entry-uuid",
"occurredAt": "2026-05-14T10:00:00.000Z",
"actorUserId": "user-uuid-or-null",
"payload": {
"entryId": "entry-uuid",
"projectId": "project-uuid",
"title": "Fix login bug",
"type": "bug",
"status": "open",
"occurredAt": "2026-05-14T10:00:00.000Z"
}
}`,
} as const;

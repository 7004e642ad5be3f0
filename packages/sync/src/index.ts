export { addJob } from './jobs/add-job.ts';
export type { TaskName, TaskPayloads } from './jobs/task-names.ts';
export { findLink, type LinkScope } from './links/find-link.ts';
export { findLinkedEntity } from './links/find-linked-entity.ts';
export { type NewLink, writeLink } from './links/write-link.ts';
export { enqueueIntent, type NewIntent } from './outbox/enqueue-intent.ts';

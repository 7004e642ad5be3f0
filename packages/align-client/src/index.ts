export {
  type AlignApiKey,
  type AlignClient,
  type AlignClientOptions,
  alignClient,
} from './client/align-client.ts';
export type { AlignAnswerOf, AlignCall } from './client/call.ts';
export type { CallRecord } from './client/call-record.ts';
export type { RateLimitReading } from './client/read-rate-limit.ts';
export type { Endpoint } from './endpoints/endpoint.ts';
export { type EndpointName, endpoints } from './endpoints/endpoints.ts';
export {
  AlignApiError,
  AlignError,
  AlignInvalidCallError,
  AlignNetworkError,
  AlignRateLimitError,
  AlignUnreadableAnswerError,
} from './errors.ts';
export type { AlignEvent, EventReading, UnreadableReason } from './events/align-event.ts';
export {
  type AlignEventName,
  type DocumentedEventName,
  documentedEventNames,
  eventNames,
  type SubscribedEventName,
  subscribedEventNames,
  testEventName,
} from './events/event-names.ts';
export { type LinkEventData, linkEventData } from './events/link-event-data.ts';
export { parseEvent } from './events/parse-event.ts';
export { type TimeEventData, timeEventData } from './events/time-event-data.ts';
export { type UserEventData, userEventData } from './events/user-event-data.ts';
export { storableJson } from './json/storable-json.ts';
export { storableText } from './json/storable-text.ts';
export type { Me } from './models/account.ts';
export { AlignId } from './models/align-id.ts';
export type { ExternalRef } from './models/external-ref.ts';
export type { IntegrationLink } from './models/integration-link.ts';
export { toCents } from './models/money.ts';
export type { CostSummary, Project, TimeSummary } from './models/project.ts';
export type { ProjectMember } from './models/project-member.ts';
export type { ReleaseEvidence } from './models/release.ts';
export type { TimeEntry } from './models/time-entry.ts';
export type { BulkInvite, InvitedUser, User } from './models/user.ts';
export type {
  CreatedWebhook,
  RotatedSecret,
  TestDelivery,
  Webhook,
  WebhookDelivery,
} from './models/webhook.ts';
export type { WikiPage } from './models/wiki-page.ts';
export {
  type AlignTransport,
  type AlignTransportOptions,
  createAlignTransport,
} from './transport/create-align-transport.ts';
export { checkTimestamp } from './webhook/check-timestamp.ts';
export { signBody } from './webhook/sign-body.ts';
export { verifySignature } from './webhook/verify-signature.ts';

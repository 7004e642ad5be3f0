import { type AlignEvent, storableJson } from '@illumera/align-client';
import { type Database, poolOf } from '@illumera/schema';
import { v7 as uuid } from 'uuid';

export interface NewDelivery {
  /** Whose secret signed it; the tenant and company come from here and never from the body. */
  connection: { id: string; tenantId: string; companyId: string };
  /** X-Align-Delivery-Id. */
  deliveryId: string;
  /** X-Align-Signature. */
  signature: string;
  /** The signed bytes, kept as they came. */
  body: Buffer;
  /** What the bytes say. */
  event: AlignEvent;
  /** Whether the bytes are shown as JSON as well, where Postgres can hold it; default: they are. */
  asJson?: boolean;
}

export type StoreAnswer = 'stored' | 'duplicate';

/**
 * Stores verified deliveries in one commit, together with the job that handles them. The signed id in the body is a
 * delivery's identity within the connection, the header's where the body has none. One that failed before is handled again.
 * @returns for each, in their order, `duplicate` where it is stored already or is a copy of one before it
 * @throws the database's error, and then none is stored
 */
export async function storeDeliveries(
  database: Database,
  deliveries: readonly NewDelivery[],
): Promise<StoreAnswer[]> {
  const identities = deliveries.map(identityOf);
  const first = new Map(identities.map((identity, index) => [identity, index] as const).toReversed());
  // In one order, so that two that store the same ones at the same time wait for each other one way only.
  const distinct = [...first]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, index]) => deliveries[index] ?? []);
  const { rows } = await poolOf(database).query<{ connection_id: string; event_id: string }>({
    name: 'store_deliveries',
    text: STORE,
    values: toColumns(distinct),
  });
  const stored = new Set(rows.map((row) => `${row.connection_id}/${row.event_id}`));
  return identities.map((identity, index) =>
    stored.has(identity) && first.get(identity) === index ? 'stored' : 'duplicate',
  );
}

/**
 * One text for any number of deliveries, so that it is parsed and planned once for each connection to Postgres. The bodies
 * come as one binary value that is cut here. The job is added by whoever finds that none is waiting; as a rule one is, and the
 * wake has only to be held up.
 */
const STORE = `
  with given as materialized (
    select *, substring($1::bytea from body_start for body_length) as body
    from unnest($2::int[], $3::int[], $4::boolean[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
      $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::timestamptz[])
    as given (body_start, body_length, as_json, id, delivery_id, event_id, event_name, connection_id,
      tenant_id, company_id, signature, entity_type, entity_id, occurred_at)
  ), stored as (
    insert into align_webhook_deliveries as known (
      id, delivery_id, event_id, event_name, connection_id, tenant_id, company_id,
      body, signature, payload, entity_type, entity_id, occurred_at
    )
    select id, delivery_id, event_id, event_name, connection_id, tenant_id, company_id,
      body, signature, case when as_json then convert_from(body, 'UTF8')::jsonb end, entity_type, entity_id, occurred_at
    from given
    on conflict (connection_id, event_id) do update
      set status = 'received', attempts = 0, error = null, waiting_for_align_id = null, due_at = now()
      where known.status = 'failed'
    returning connection_id, event_id
  ), held_up as (
    select from align_delivery_wake where is_raised and exists (select from stored) for share
  ), woken as (
    select graphile_worker.add_job('handle_deliveries')
    where exists (select from stored) and not exists (select from held_up) and raise_delivery_wake()
  )
  select connection_id, event_id, (select count(*) from woken) from stored
`;

function toColumns(deliveries: readonly NewDelivery[]): unknown[] {
  let start = 1;
  const starts = deliveries.map(({ body }) => {
    start += body.length;
    return start - body.length;
  });
  return [
    Buffer.concat(deliveries.map(({ body }) => body)),
    starts,
    deliveries.map(({ body }) => body.length),
    deliveries.map(({ body, asJson }) => asJson !== false && isStorable(body)),
    deliveries.map(() => uuid()),
    deliveries.map(({ deliveryId }) => deliveryId),
    deliveries.map(eventIdOf),
    deliveries.map(({ event }) => event.name),
    deliveries.map(({ connection }) => connection.id),
    deliveries.map(({ connection }) => connection.tenantId),
    deliveries.map(({ connection }) => connection.companyId),
    deliveries.map(({ signature }) => signature),
    deliveries.map(({ event }) => event.entityType ?? null),
    deliveries.map(({ event }) => event.entityId ?? null),
    deliveries.map(({ event }) => event.occurredAt?.toISOString() ?? null),
  ];
}

function eventIdOf({ event, deliveryId }: NewDelivery): string {
  return event.id ?? deliveryId;
}

function identityOf(delivery: NewDelivery): string {
  return `${delivery.connection.id}/${eventIdOf(delivery)}`;
}

const BYTE_ORDER_MARK = 0xef;

/**
 * Whether Postgres reads the bytes as the JSON that they are. NUL and lone surrogates can stand in JSON as escapes only, so
 * bytes without one need not be looked through.
 */
function isStorable(body: Buffer): boolean {
  if (body[0] === BYTE_ORDER_MARK) return false;
  return !body.includes('\\u') || storableJson(JSON.parse(body.toString()));
}

import type { Row } from '../bench.ts';
import { calls } from './calls/calls.ts';
import { drain } from './drain/drain.ts';
import { enqueue } from './enqueue.ts';
import { ingestAck } from './ingest/ingest-ack.ts';
import { ingestOverload } from './ingest/ingest-overload.ts';
import { latency } from './latency/latency.ts';
import { reconcileDiff } from './reconcile/reconcile-diff.ts';
import { scale } from './scale.ts';
import { reconcileSweep } from './sweep/reconcile-sweep.ts';

/** The rows of the targets that are measured, in their order. */
export const rows = {
  latency,
  enqueue,
  calls,
  drain,
  'ingest-ack': ingestAck,
  'ingest-overload': ingestOverload,
  'reconcile-diff': reconcileDiff,
  'reconcile-sweep': reconcileSweep,
  scale,
} as const satisfies Record<string, Row>;
export type RowName = keyof typeof rows;
export const rowNames = Object.keys(rows) as RowName[];

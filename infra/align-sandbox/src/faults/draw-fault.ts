import type { FastifyRequest } from 'fastify';
import { matchRequest } from '../api/match-request.ts';
import type { Sandbox } from '../sandbox.ts';
import type { FaultRow } from '../store/rows.ts';

/** Counts the request at every fault that means it, and picks the first that strikes. */
export function drawFault({ store, randomness }: Sandbox, request: FastifyRequest): FaultRow | undefined {
  let drawn: FaultRow | undefined;
  for (const fault of store.faults.find({})) {
    if (!matchRequest(fault, request)) continue;
    const seen = fault.seen + 1;
    const isChosen = drawn === undefined && strikes({ ...fault, seen }, randomness.fractionFor);
    const counted = store.faults.change(fault.id, { seen, fired: fault.fired + (isChosen ? 1 : 0) });
    if (isChosen) drawn = counted;
  }
  return drawn;
}

function strikes(fault: FaultRow, fractionFor: (name: string) => number): boolean {
  const { id, seen, fired, nth, times, probability } = fault;
  if (nth !== undefined && seen !== nth) return false;
  if (times !== undefined && fired >= times) return false;
  return fractionFor(`fault ${id} ${seen}`) < probability;
}

import type { FastifyReply } from 'fastify';
import type { Answer } from '../align/answer.ts';
import type { Wire } from '../faults/fault.ts';
import { faultKind } from '../faults/fault-kinds.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Exchange } from './exchange.ts';
import { routeOf } from './request-path.ts';
import { transmit } from './transmit.ts';

/** Sends an answer, or what a fault makes of it. */
export async function sendAnswer(
  sandbox: Sandbox,
  { request, reply }: Exchange,
  answer: Answer,
): Promise<FastifyReply> {
  const { fault } = request;
  sandbox.answers.remember(routeOf(request), answer);
  const wire: Wire =
    fault === undefined
      ? { kind: 'answer', answer }
      : faultKind(fault.kind).strike({ answer, fault, request, sandbox });
  if (request.ledgerId !== undefined)
    sandbox.store.requests.change(request.ledgerId, { status: statusOf(wire), fault: fault?.kind ?? null });
  await transmit(wire, { request, reply }, sandbox.holds);
  return reply;
}

/** What the caller is shown; null where that is nothing. */
function statusOf(wire: Wire): number | null {
  if (wire.kind === 'silence' || wire.kind === 'cut') return null;
  return wire.kind === 'text' ? wire.status : wire.answer.status;
}

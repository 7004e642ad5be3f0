import { drawFault } from '../../faults/draw-fault.ts';
import { faultKind, takesEffect } from '../../faults/fault-kinds.ts';
import { errorAnswer } from '../../faults/kinds/error.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { Step } from '../exchange.ts';
import { keepAnswer } from './replay-answer.ts';

/** Draws what is to go wrong; a fault before the call takes effect ends the request here. */
export function meetFault(sandbox: Sandbox): Step {
  return (request) => {
    const fault = drawFault(sandbox, request);
    request.fault = fault;
    if (fault === undefined || takesEffect(fault)) return undefined;
    const answer = errorAnswer(fault);
    if (faultKind(fault.kind).isStored === true) keepAnswer(sandbox, request, answer);
    return answer;
  };
}

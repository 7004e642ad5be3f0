import { routeOf } from '../../api/request-path.ts';
import type { FaultKind } from '../fault.ts';

export const otherEntity = {
  explains: 'the call takes effect, the answer is the one another entity got',
  commits: true,
  strike: ({ answer, request, sandbox }) => ({
    kind: 'answer',
    answer: sandbox.answers.other(routeOf(request), answer) ?? answer,
  }),
} satisfies FaultKind;

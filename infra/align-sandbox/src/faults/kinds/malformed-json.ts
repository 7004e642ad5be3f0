import type { FaultKind } from '../fault.ts';

export const malformedJson = {
  explains: 'the call takes effect, the answer is JSON that breaks off',
  commits: true,
  strike: ({ answer }) => {
    const text = JSON.stringify(answer.body ?? {});
    return {
      kind: 'text',
      status: answer.status === 204 ? 200 : answer.status,
      contentType: 'application/json; charset=utf-8',
      text: text.slice(0, Math.max(1, Math.floor(text.length / 2))),
    };
  },
} satisfies FaultKind;

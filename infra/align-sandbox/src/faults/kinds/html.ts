import type { FaultKind } from '../fault.ts';

export const html = {
  explains: 'the call takes effect, the answer is a page in HTML with the right status',
  commits: true,
  strike: ({ answer }) => ({
    kind: 'text',
    status: answer.status === 204 ? 200 : answer.status,
    contentType: 'text/html; charset=utf-8',
    text: '<!doctype html><title>One moment</title><p>Checking your browser.</p>',
  }),
} satisfies FaultKind;

import type { FastifyReply } from 'fastify';
import type { Html } from './html.ts';

type Page = {
  page: Html;
  status?: number /** Origins beside our own that a form may end at. */;
  formTargets?: string[];
};

/** Sends a page under a policy that allows our own stylesheet and script and nothing else. */
export function sendHtml(reply: FastifyReply, { page, status = 200, formTargets = [] }: Page): FastifyReply {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
  ];
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .send(page.markup);
}

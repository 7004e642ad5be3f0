import { type Html, html } from '../html/html.ts';
import type { ViewQuery } from './view-query.ts';

const DONE = {
  approve: 'The entry was approved.',
  reject: 'The entry was rejected.',
  lock: 'The entry was locked.',
  invoice: 'The entry was marked as invoiced.',
  unlock: 'The entry was unlocked and is a draft again.',
} as const satisfies Record<NonNullable<ViewQuery['did']>, string>;

const NOT_DONE = {
  refused: 'The entry has moved on meanwhile, so nothing was changed.',
  reasonless: 'Nothing was changed: please give a reason.',
  gone: 'The entry no longer exists.',
} as const;

/** Says how the last button went. */
export function noticeOf({ did, outcome }: ViewQuery): Html | undefined {
  if (did === undefined || outcome === undefined) return undefined;
  if (outcome === 'done') return html`<p class="notice" role="status">${DONE[did]}</p>`;
  return html`<p class="notice notice-fault" role="alert">${NOT_DONE[outcome]}</p>`;
}

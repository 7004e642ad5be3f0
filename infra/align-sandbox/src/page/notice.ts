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

const SAID = {
  turned: 'The switches were turned.',
  unturned: 'No switch was turned: one of the values is not possible.',
  restored: 'Every switch is back to where it stood at the start.',
} as const satisfies Record<NonNullable<ViewQuery['said']>, string>;

/** Says how the last button went. */
export function noticeOf({ did, outcome, said }: ViewQuery): Html | undefined {
  if (said === 'unturned') return html`<p class="notice notice-fault" role="alert">${SAID[said]}</p>`;
  if (said !== undefined) return html`<p class="notice" role="status">${SAID[said]}</p>`;
  if (did === undefined || outcome === undefined) return undefined;
  if (outcome === 'done') return html`<p class="notice" role="status">${DONE[did]}</p>`;
  return html`<p class="notice notice-fault" role="alert">${NOT_DONE[outcome]}</p>`;
}

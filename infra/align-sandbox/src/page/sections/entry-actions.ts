import type { TransitionName } from '../../align/time-entries/transitions.ts';
import { type Html, html } from '../../html/html.ts';

/** The buttons in their order; those with a reason come last, beside its field. */
const PLAIN = { approve: 'Approve', lock: 'Lock', invoice: 'Invoice' } as const;
const REASONED = { reject: 'Reject', unlock: 'Unlock' } as const;

/** A plain form whose buttons post to their own addresses; it needs no script. */
export function entryActions(id: string, allowed: ReadonlySet<TransitionName>, view: string): Html {
  const plain = buttons(id, PLAIN, { allowed, attributes: html`formnovalidate` });
  const reasoned = buttons(id, REASONED, { allowed, attributes: html`class="subtle"` });
  if (plain.length === 0 && reasoned.length === 0)
    return html`<span class="quiet small">Nothing to decide</span>`;
  const reason =
    reasoned.length === 0
      ? undefined
      : html`<input name="reason" required maxlength="2000" placeholder="Reason" aria-label="Reason" autocomplete="off">`;
  return html`<form method="post" class="actions"><input type="hidden" name="view" value="${view}">
${plain}${reason}${reasoned}</form>`;
}

type Kind = { allowed: ReadonlySet<TransitionName>; attributes: Html };

function buttons(id: string, labels: Partial<Record<TransitionName, string>>, { allowed, attributes }: Kind) {
  return Object.entries(labels)
    .filter(([name]) => [...allowed].some((transition) => transition === name))
    .map(
      ([name, label]) => html`<button formaction="/entries/${id}/${name}" ${attributes}>${label}</button>`,
    );
}

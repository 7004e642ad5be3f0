import { type Html, html } from '../html/html.ts';

/** A status in words with a dot of its own colour; the colour alone says nothing. */
export function chip(status: string): Html {
  return html`<span class="chip chip-${status}">${status.replaceAll('_', ' ')}</span>`;
}

/** A point in time to the second, in UTC; the day is in the hint. */
export function time(iso: string | null): Html {
  if (iso === null) return html`<span class="quiet">never</span>`;
  return html`<time class="nobreak" datetime="${iso}" title="${iso}">${iso.slice(11, 19)}</time>`;
}

/** An id: all of it to copy or hover, its first part to read. */
export function shortId(id: string): Html {
  return html`<code class="id" title="${id}">${id}</code>`;
}

type Section = { id: string; title: string; aside?: Html | undefined; content: Html; isWide?: boolean };

/** A card that refreshes by itself. */
export function section({ id, title, aside, content, isWide = false }: Section): Html {
  return html`<section class="card${isWide ? ' wide' : ''}" id="${id}" data-live aria-labelledby="${id}-title">
<div class="card-head"><h2 id="${id}-title">${title}</h2>${aside}</div>
${content}
</section>`;
}

type Table = {
  columns: readonly string[];
  rows: readonly Html[];
  emptyText: Html;
  /** Whether a row is short enough to stay one line on a phone. */
  isCompact?: boolean;
};

/** A table, or what to do about its being empty. */
export function table({ columns, rows, emptyText, isCompact = false }: Table): Html {
  if (rows.length === 0) return html`<p class="empty quiet">${emptyText}</p>`;
  return html`<div class="table-frame"><table${isCompact ? html` class="compact"` : undefined}>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

import { type Html, html } from '../../html/html.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { Switch } from '../../switches/define-switch.ts';
import { SWITCHES } from '../../switches/switches.ts';
import { section } from '../fragments.ts';

type Shown = Pick<Switch<string>, 'title' | 'explains' | 'choices'> & { standard: string | number };

/** How Align behaves where its documents leave it open; a plain form turns it. */
export function switchboardSection({ switches }: Sandbox): Html {
  const values: Record<string, string | number> = switches.values();
  const fields = Object.entries<Shown>(SWITCHES).map(([name, definition]) =>
    switchField(name, definition, values[name] ?? definition.standard),
  );
  const turned = Object.entries<Shown>(SWITCHES).filter(
    ([name, { standard }]) => values[name] !== standard,
  ).length;
  return section({
    id: 'switches',
    title: 'Switchboard',
    isWide: true,
    aside: html`<span class="quiet small">${turned === 0 ? 'as documented' : `${turned} turned`}</span>`,
    content: html`<form method="post" action="/switches" class="switches">${fields}
<p class="switch-buttons"><button class="primary">Turn</button>
<button class="subtle" formaction="/switches/restore" formnovalidate>Put all back</button></p></form>`,
  });
}

function switchField(
  name: string,
  { title, explains, choices, standard }: Shown,
  value: string | number,
): Html {
  const isTurned = value !== standard;
  const input =
    choices === undefined
      ? html`<input id="switch-${name}" name="${name}" value="${value}" required autocomplete="off">`
      : html`<select id="switch-${name}" name="${name}">${Object.entries(choices).map(
          ([choice, meaning]) =>
            html`<option value="${choice}" title="${meaning}"${choice === value ? html` selected` : undefined}>${choice}</option>`,
        )}</select>`;
  const meaning = choices?.[String(value)] ?? explains;
  return html`<div class="switch${isTurned ? ' switch-turned' : ''}"><label for="switch-${name}" title="${explains}">${title}</label>
${input}<span class="quiet small">${meaning}</span></div>`;
}

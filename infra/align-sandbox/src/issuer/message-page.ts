import { document } from '../html/document.ts';
import { type Html, html } from '../html/html.ts';

/** A page that says one thing. */
export function messagePage({ title, lines }: { title: string; lines: readonly string[] }): Html {
  const body = html`<main class="sign-in"><section class="card sign-in-card">
<img class="mark" src="/assets/mark.svg" alt="" width="40" height="40">
<h1>${title}</h1>
${lines.map((line) => html`<p class="quiet">${line}</p>`)}
</section></main>`;
  return document({ title: `${title} – Align sandbox`, body });
}

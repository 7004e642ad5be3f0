import { document } from '../html/document.ts';
import { type Html, html } from '../html/html.ts';
import type { Sandbox } from '../sandbox.ts';
import { noticeOf } from './notice.ts';
import { clockSection } from './sections/clock.ts';
import { deliveriesSection } from './sections/deliveries.ts';
import { organizationsSection } from './sections/organizations.ts';
import { projectsSection } from './sections/projects.ts';
import { requestsSection } from './sections/requests.ts';
import { statusTiles } from './sections/status-tiles.ts';
import { subscriptionsSection } from './sections/subscriptions.ts';
import { switchboardSection } from './sections/switchboard.ts';
import { timeEntriesSection } from './sections/time-entries.ts';
import { troublesSection } from './sections/troubles.ts';
import type { ViewQuery } from './view-query.ts';

/** The whole state on one page: entries to decide on, what was sent and received, and who is who. */
export function overviewPage(sandbox: Sandbox, view: ViewQuery): Html {
  const body = html`${header()}
<main class="overview">
${noticeOf(view)}
${statusTiles(sandbox, view)}
${timeEntriesSection(sandbox, view)}
<div class="columns">
<div class="column">${subscriptionsSection(sandbox)}${deliveriesSection(sandbox)}${organizationsSection(sandbox)}${projectsSection(sandbox)}</div>
<div class="column">${requestsSection(sandbox)}${troublesSection(sandbox)}${clockSection(sandbox)}</div>
</div>
${switchboardSection(sandbox)}
</main>
<footer class="quiet small">A stand-in for development and tests. Times are UTC. Nothing here reaches the real
Align.</footer>`;
  return document({ title: 'Align sandbox', body, isLive: true });
}

function header(): Html {
  return html`<header class="top"><a class="brand" href="/">
<img class="mark" src="/assets/mark.svg" alt="" width="28" height="28"><h1>Align sandbox</h1></a>
<nav aria-label="Sections"><a href="#entries">Time entries</a> <a href="#subscriptions">Webhooks</a>
<a href="#requests">Requests</a> <a href="#organizations">Organizations</a>
<a href="#switches">Switches</a></nav></header>`;
}

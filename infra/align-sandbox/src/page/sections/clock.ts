import { type Html, html } from '../../html/html.ts';
import type { Sandbox } from '../../sandbox.ts';
import { section } from '../fragments.ts';

const STEPS = [
  ['1 minute', 60_000],
  ['1 hour', 3_600_000],
  ['1 day', 86_400_000],
] as const;

/** Align's time, and buttons that move it on. */
export function clockSection({ clock }: Sandbox): Html {
  const { nowMs, isStopped, offsetMs } = clock.read();
  const now = new Date(nowMs)
    .toISOString()
    .slice(0, isStopped ? 19 : 16)
    .replace('T', ' ');
  const isMoved = isStopped || Math.abs(offsetMs) >= 1000;
  const steps = STEPS.map(([label, ms]) => html`<button name="advanceMs" value="${ms}">+ ${label}</button>`);
  return section({
    id: 'clock',
    title: 'Clock',
    aside: html`<span class="quiet small">${isStopped ? 'stopped' : isMoved ? 'moved' : 'the machine’s'}</span>`,
    content: html`<form method="post" action="/clock" class="clock"><strong class="clock-face">${now}</strong>
<span class="actions">${steps}
<button class="subtle" name="isStopped" value="${isStopped ? 'no' : 'yes'}">${isStopped ? 'Go on' : 'Stop'}</button>
</span></form>`,
  });
}

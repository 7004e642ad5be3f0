import type { Sandbox } from '../sandbox.ts';
import type { Store } from '../store/open-store.ts';
import type { ClockReading } from './create-virtual-clock.ts';

type Move = { toMs?: number | undefined; advanceMs?: number | undefined; isStopped?: boolean | undefined };

const SETTING_ID = 'clock';

/** Moves or stops Align's clock; where it stands outlives a restart. */
export function moveClock({ clock, store }: Sandbox, { toMs, advanceMs, isStopped }: Move): void {
  if (isStopped === true) clock.stop();
  if (toMs !== undefined) clock.set(toMs);
  if (advanceMs !== undefined) clock.advance(advanceMs);
  if (isStopped === false) clock.resume();
  store.settings.remove(SETTING_ID);
  store.settings.insert({ id: SETTING_ID, createdAt: '', value: clock.read() });
}

/** Where the clock stood when the process ended. */
export function keptReading({ settings }: Pick<Store, 'settings'>): ClockReading | undefined {
  return settings.get(SETTING_ID)?.value as ClockReading | undefined;
}

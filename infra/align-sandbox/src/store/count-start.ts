import type { Store } from './open-store.ts';

const SETTING_ID = 'starts';

/** Counts the starts on this state, this one included: a second start must not draw the first one's ids again. */
export function countStart({ settings }: Pick<Store, 'settings'>): number {
  const before = settings.get(SETTING_ID)?.value;
  const starts = (typeof before === 'number' ? before : 0) + 1;
  settings.remove(SETTING_ID);
  settings.insert({ id: SETTING_ID, createdAt: '', value: starts });
  return starts;
}

import type { Store } from '../store/open-store.ts';
import { standardValues, type SwitchChanges, type SwitchName, type SwitchValues } from './switches.ts';

export type Switchboard = {
  get: <Name extends SwitchName>(name: Name) => SwitchValues[Name];
  values: () => SwitchValues;
  /** Turns some of the switches; the others stay as they are. */
  turn: (changes: SwitchChanges) => SwitchValues;
  /** Puts every switch back to where the process was started with it. */
  restore: () => void;
};

const SETTING_ID = 'switches';

/** The switches as they stand. What is turned at run time is kept in the store and outlives a restart. */
export function createSwitchboard(
  { settings }: Pick<Store, 'settings'>,
  started: SwitchChanges,
): Switchboard {
  const initial: SwitchValues = { ...standardValues(), ...given(started) };
  const kept = settings.get(SETTING_ID)?.value as SwitchChanges | undefined;
  let turned: SwitchChanges = { ...kept };
  let values: SwitchValues = { ...initial, ...given(turned) };

  function keep(next: SwitchChanges): void {
    turned = next;
    values = { ...initial, ...given(turned) };
    settings.remove(SETTING_ID);
    settings.insert({ id: SETTING_ID, createdAt: '', value: turned });
  }

  return {
    get: (name) => values[name],
    values: () => ({ ...values }),
    turn: (changes) => {
      keep({ ...turned, ...given(changes) });
      return { ...values };
    },
    restore: () => keep({}),
  };
}

function given(changes: SwitchChanges): Partial<SwitchValues> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

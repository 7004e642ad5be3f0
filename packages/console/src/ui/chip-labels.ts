import type { ChipLook } from './chip.tsx';

/** The word of each state, to choose it by. */
export function chipLabels(looks: Record<string, ChipLook>): Record<string, string> {
  return Object.fromEntries(Object.entries(looks).map(([state, { label }]) => [state, label]));
}

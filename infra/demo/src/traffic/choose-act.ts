import type { TimeEntry } from '@illumera/api-models';
import { isTraffic } from './phrases.ts';

/** The entry to do something with; for `log` there is none yet. */
export type Choice = { act: 'log' } | { act: Exclude<ActName, 'log'>; entry: TimeEntry };

export interface Situation {
  /** One talent's entries, newest first. */
  entries: readonly TimeEntry[];
  nowMs: number;
  maxEntries: number;
  /** From 0 up to 1. */
  random: () => number;
}

const DAY_MS = 86_400_000;
const MAX_OPEN_DRAFTS = 2;

interface ActRule {
  /** How often it is chosen against the others that are possible. */
  weight: number;
  fits: (entry: TimeEntry, all: readonly TimeEntry[]) => boolean;
}

/** What may be done with an entry, by its talent or by its company in Align. */
const rules = {
  edit: { weight: 1, fits: ({ status }) => status === 'draft' },
  submit: { weight: 5, fits: ({ status }) => status === 'draft' },
  approve: { weight: 5, fits: ({ status, syncStatus }) => status === 'submitted' && syncStatus === 'synced' },
  reject: {
    weight: 1,
    fits: ({ status, syncStatus, isAdjustment }) =>
      status === 'submitted' && syncStatus === 'synced' && !isAdjustment,
  },
  adjust: {
    weight: 4,
    fits: ({ status, id }, all) =>
      status === 'rejected' && !all.some(({ adjustsEntryId }) => adjustsEntryId === id),
  },
  lock: { weight: 2, fits: ({ status }) => status === 'approved' },
  invoice: { weight: 1, fits: ({ status }) => status === 'locked' },
} as const satisfies Record<string, ActRule>;

const LOG_WEIGHT = 4;

export type ActName = keyof typeof rules | 'log';

/** Chooses what happens next around one talent; undefined where nothing is left to do for the day. */
export function chooseAct(situation: Situation): Choice | undefined {
  const own = situation.entries.filter(({ notes }) => isTraffic(notes));
  const choices: { weight: number; choice: Choice }[] = (
    Object.entries(rules) as [keyof typeof rules, ActRule][]
  ).flatMap(([act, { weight, fits }]) => {
    const entry = own.findLast((candidate) => fits(candidate, own));
    return entry === undefined ? [] : [{ weight, choice: { act, entry } }];
  });
  if (mayLog(own, situation)) choices.push({ weight: LOG_WEIGHT, choice: { act: 'log' } });
  return pick(choices, situation.random());
}

function mayLog(own: readonly TimeEntry[], { nowMs, maxEntries }: Situation): boolean {
  const recent = own.filter(({ createdAt }) => nowMs - Date.parse(createdAt) < DAY_MS);
  const drafts = own.filter(({ status }) => status === 'draft');
  return recent.length < maxEntries && drafts.length < MAX_OPEN_DRAFTS;
}

/** Picks by weight; `random` is from 0 up to 1. */
function pick<Chosen>(
  choices: readonly { weight: number; choice: Chosen }[],
  random: number,
): Chosen | undefined {
  let left = random * choices.reduce((sum, { weight }) => sum + weight, 0);
  return choices.find(({ weight }) => (left -= weight) < 0)?.choice;
}

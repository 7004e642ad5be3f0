import type { EntryState } from '../entry-paths.ts';
import type { TalentKey } from './people.ts';
import type { ProjectKey } from './projects.ts';

export interface DemoEntry {
  talent: TalentKey;
  project: ProjectKey;
  daysAgo: number;
  minutes: number;
  /** Tells this entry from the talent's others. */
  notes: string;
  state: EntryState;
  /** Why the company rejects it. */
  reason?: string;
  /** The correction of a rejected entry. */
  adjustment?: { minutes: number; notes: string; state: EntryState };
}

export const demoEntries: readonly DemoEntry[] = [
  {
    talent: 'renee',
    project: 'radar',
    daysAgo: 9,
    minutes: 450,
    notes: 'Clutter filter: profiled the second stage, halved its latency',
    state: 'invoiced',
  },
  {
    talent: 'renee',
    project: 'radar',
    daysAgo: 6,
    minutes: 480,
    notes: 'Clutter filter: review with the test bench team, fixes',
    state: 'locked',
  },
  {
    talent: 'renee',
    project: 'radar',
    daysAgo: 4,
    minutes: 390,
    notes: 'Doppler calibration against the recorded sea trials',
    state: 'approved',
  },
  {
    talent: 'renee',
    project: 'shoreline',
    daysAgo: 3,
    minutes: 720,
    notes: 'Co-registered the spring and summer scenes',
    state: 'rejected',
    reason: 'Twelve hours on one day: please split this over the two days it was worked.',
  },
  {
    talent: 'renee',
    project: 'shoreline',
    daysAgo: 2,
    minutes: 240,
    notes: 'Cloud mask for tile 18SUJ – naïve threshold replaced 🎉',
    state: 'submitted',
  },
  {
    talent: 'renee',
    project: 'radar',
    daysAgo: 0,
    minutes: 150,
    notes: 'Reading the interface control document, revision D',
    state: 'draft',
  },
  {
    talent: 'marcus',
    project: 'radar',
    daysAgo: 5,
    minutes: 420,
    notes: 'Test bench: replay of recorded pulses at full rate',
    state: 'approved',
  },
  {
    talent: 'marcus',
    project: 'radar',
    daysAgo: 2,
    minutes: 540,
    notes: 'Test bench: cabling and first light',
    state: 'rejected',
    reason: 'The lab was closed in the afternoon; the badge log shows five hours.',
  },
  {
    talent: 'daniel',
    project: 'logistics',
    daysAgo: 7,
    minutes: 600,
    notes: 'Depot feed: mapping of the movement codes',
    state: 'rejected',
    reason: 'Includes two hours of the onboarding training, which is not billable.',
    adjustment: {
      minutes: 480,
      notes: 'Depot feed: mapping of the movement codes, without the training',
      state: 'submitted',
    },
  },
  {
    talent: 'daniel',
    project: 'logistics',
    daysAgo: 1,
    minutes: 465,
    notes: 'Depot feed: back-fill of the last fiscal year',
    state: 'submitted',
  },
  {
    talent: 'priya',
    project: 'logistics',
    daysAgo: 3,
    minutes: 405,
    notes: 'Duplicate part numbers: matching rules and a report of the doubtful ones',
    state: 'submitted',
  },
  {
    talent: 'priya',
    project: 'wetlands',
    daysAgo: 1,
    minutes: 330,
    notes: 'Polygons of the Delmarva sheets, first pass',
    state: 'submitted',
  },
  {
    talent: 'soledad',
    project: 'shoreline',
    daysAgo: 1,
    minutes: 510,
    notes: 'Transects 41–56: readings typed in and checked against the photographs',
    state: 'draft',
  },
  {
    talent: 'bartholomew',
    project: 'wetlands',
    daysAgo: 8,
    minutes: 480,
    notes: 'Evidence archive: naming rules agreed with the records office',
    state: 'locked',
  },
  {
    talent: 'bartholomew',
    project: 'radar',
    daysAgo: 4,
    minutes: 360,
    notes: 'Safety case: hazard log, first complete issue',
    state: 'approved',
  },
];

/** Brought to its state after all others, so that its being there tells that the demo is complete. */
export const lastEntry: DemoEntry = {
  talent: 'bartholomew',
  project: 'wetlands',
  daysAgo: 10,
  minutes: 435,
  notes: 'Kick-off, and the inventory of sources for the first three counties',
  state: 'invoiced',
};

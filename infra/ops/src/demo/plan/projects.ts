import type { CompanyKey } from './companies.ts';
import type { TalentKey } from './people.ts';

export interface DemoSlot {
  title: string;
  hours: number;
  durationWeeks: number;
  filled: boolean;
}

export interface DemoProject {
  company: CompanyKey;
  name: string;
  description: string;
  active: boolean;
  slots: readonly DemoSlot[];
  /** Who works on it. */
  accepted: readonly TalentKey[];
  /** Who has yet to answer. */
  offered: readonly TalentKey[];
}

export const demoProjects = {
  radar: {
    company: 'meridian',
    name: 'Radar Modernization – Phase II',
    description: 'Replaces the signal processing chain of the coastal radars and its test bench.',
    active: true,
    slots: [
      { title: 'Signal Processing Engineer', hours: 480, durationWeeks: 12, filled: true },
      { title: 'Test Bench Developer', hours: 320, durationWeeks: 8, filled: true },
      { title: 'Systems Safety Analyst', hours: 160, durationWeeks: 10, filled: false },
    ],
    accepted: ['renee', 'marcus', 'bartholomew'],
    offered: ['soledad'],
  },
  logistics: {
    company: 'meridian',
    name: 'Logistics Data Platform',
    description: 'One catalog of parts, depots and movements, fed by eleven older systems.',
    active: true,
    slots: [
      { title: 'Data Engineer', hours: 600, durationWeeks: 16, filled: true },
      { title: 'Catalog Librarian', hours: 120, durationWeeks: 6, filled: false },
    ],
    accepted: ['daniel', 'priya'],
    offered: [],
  },
  zeroTrust: {
    company: 'meridian',
    name: 'Zero Trust Readiness Assessment',
    description: 'Not started: waits for the contract to be signed.',
    active: false,
    slots: [{ title: 'Security Assessor', hours: 200, durationWeeks: 5, filled: false }],
    accepted: [],
    offered: ['priya'],
  },
  shoreline: {
    company: 'chesapeake',
    name: 'Shoreline Change Monitoring 🛰️',
    description: 'Quarterly maps of erosion from satellite images, with the field crews’ readings.',
    active: true,
    slots: [
      { title: 'Remote Sensing Scientist', hours: 400, durationWeeks: 20, filled: true },
      { title: 'Field Crew Lead', hours: 240, durationWeeks: 12, filled: false },
    ],
    accepted: ['renee', 'soledad'],
    offered: ['daniel'],
  },
  wetlands: {
    company: 'chesapeake',
    name: 'National Wetlands Inventory Quality Assurance and Long-Term Data Stewardship Program',
    description: 'Checks every polygon of the inventory against its sources, and keeps the evidence.',
    active: true,
    slots: [
      {
        title: 'Senior Geospatial Quality Assurance Specialist',
        hours: 520,
        durationWeeks: 26,
        filled: true,
      },
      { title: 'Records Steward', hours: 80, durationWeeks: 26, filled: false },
    ],
    accepted: ['bartholomew', 'priya'],
    offered: [],
  },
} as const satisfies Record<string, DemoProject>;

export type ProjectKey = keyof typeof demoProjects;
export const projectKeys = Object.keys(demoProjects) as ProjectKey[];

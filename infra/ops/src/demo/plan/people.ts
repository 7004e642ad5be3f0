import type { UserRole } from '@illumera/schema';
import type { CompanyKey } from './companies.ts';

/** The same for everybody in the demo, whose token issuer knows nobody else. */
export const demoPassword = 'harborview-demo';

export interface DemoPerson {
  clerkUserId: string;
  email: string;
  name: string;
  role: UserRole;
  company?: CompanyKey;
  /** What a person who signs in finds there. */
  sees: string;
}

export const platformAdmin: DemoPerson = {
  clerkUserId: 'user_demo_platform_admin',
  email: 'admin@harborview.example',
  name: 'Eleanor Vance',
  role: 'platform_admin',
  sees: 'every company: connections and sync tables',
};

export const companyAdmins = {
  meridian: {
    clerkUserId: 'user_demo_meridian_admin',
    email: 'tomas.lindqvist@meridian.example',
    name: 'Tomás Lindqvist',
    role: 'company_admin',
    company: 'meridian',
    sees: "Meridian's projects, entries and sync tables",
  },
  chesapeake: {
    clerkUserId: 'user_demo_chesapeake_admin',
    email: 'grace.abernathy@chesapeake.example',
    name: 'Grace Abernathy',
    role: 'company_admin',
    company: 'chesapeake',
    sees: "Chesapeake's projects, entries and sync tables",
  },
} as const satisfies Record<CompanyKey, DemoPerson>;

export const talents = {
  renee: talent('renee', 'Renée Okonkwo', 'entries in every state, for both companies'),
  marcus: talent('marcus', 'Marcus Whitfield', 'a rejected entry to adjust'),
  priya: talent('priya', 'Priya Raghunathan', 'entries waiting for approval'),
  daniel: talent('daniel', 'Daniel Cho', 'an adjustment of a rejected entry'),
  soledad: talent('soledad', 'Soledad Ibáñez Carrasco', 'an offer to accept, and drafts'),
  bartholomew: talent(
    'bartholomew',
    'Bartholomew Alexander Featherstonehaugh-Montgomery III',
    'locked and approved entries',
  ),
} as const satisfies Record<string, DemoPerson>;

export type TalentKey = keyof typeof talents;

export const everybody: readonly DemoPerson[] = [
  platformAdmin,
  ...Object.values(companyAdmins),
  ...Object.values(talents),
];

function talent(key: string, name: string, sees: string) {
  const email = `${key}@talent.example`;
  return { clerkUserId: `user_demo_talent_${key}`, email, name, role: 'talent', sees } as const;
}

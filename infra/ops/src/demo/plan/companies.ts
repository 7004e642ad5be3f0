/** The companies of the demo; each has an organization of its own in the Align stand-in. */
export const demoTenant = 'Harborview Federal Services';

export const demoCompanies = {
  meridian: {
    name: 'Meridian Systems Engineering',
    organization: 'Meridian Systems Engineering',
    alignAdmin: { name: 'Gordon Achterberg', email: 'gordon.achterberg@meridian.example' },
  },
  chesapeake: {
    name: 'Chesapeake Geospatial & Environmental Analytics Corporation',
    organization: 'Chesapeake Geospatial & Environmental Analytics',
    alignAdmin: { name: 'Yolanda Trujillo', email: 'yolanda.trujillo@chesapeake.example' },
  },
} as const;

export type CompanyKey = keyof typeof demoCompanies;
export const companyKeys = Object.keys(demoCompanies) as CompanyKey[];

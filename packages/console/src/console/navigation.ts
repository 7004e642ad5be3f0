import type { Me } from '@illumera/api-models';

type Place = '/my-time' | '/time-entries' | '/projects' | '/sync' | '/integration';

export interface NavigationItem {
  to: Place;
  label: string;
}

const myTime: NavigationItem = { to: '/my-time', label: 'My time' };
const timeEntries: NavigationItem = { to: '/time-entries', label: 'Time entries' };
const projects: NavigationItem = { to: '/projects', label: 'Projects' };
const sync: NavigationItem = { to: '/sync', label: 'Align sync' };
const integration: NavigationItem = { to: '/integration', label: 'Integration' };

/** The pages of each role, the first being where it starts; the API alone decides what a role may do. */
export const navigation = {
  talent: [myTime],
  company_admin: [timeEntries, projects, sync, integration],
  platform_admin: [sync, timeEntries, integration],
} satisfies Record<Me['role'], readonly [NavigationItem, ...NavigationItem[]]>;

/** Whether a role has the page at a path: one of its own, something below it, or the way to its first page. */
export function hasPage(role: Me['role'], path: string): boolean {
  return path === '/' || navigation[role].some(({ to }) => path === to || path.startsWith(`${to}/`));
}

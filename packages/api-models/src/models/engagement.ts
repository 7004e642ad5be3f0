import { z } from 'zod';
import { Id, Timestamp } from './scalars.ts';

/** A talent's work on one project. */
export const Engagement = z.object({
  id: Id,
  companyId: Id,
  projectId: Id,
  projectName: z.string(),
  personId: Id,
  personName: z.string(),
  status: z.enum(['offered', 'accepted', 'ended']),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Engagement = z.output<typeof Engagement>;

/** A talent who can be engaged; `id` is the person's, not the user's. */
export const Person = z.object({ id: Id, name: z.string(), email: z.string() });
export type Person = z.output<typeof Person>;

/** Who is signed in. */
export const Me = z.object({
  userId: Id,
  name: z.string(),
  email: z.string(),
  role: z.enum(['platform_admin', 'company_admin', 'talent']),
  companyId: Id.nullable(),
  companyName: z.string().nullable(),
  personId: Id.nullable(),
});
export type Me = z.output<typeof Me>;

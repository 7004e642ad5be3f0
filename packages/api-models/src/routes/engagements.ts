import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { Engagement, Person } from '../models/engagement.ts';
import { Id, Paging, pageOf } from '../models/scalars.ts';

const params = z.object({ id: Id });

export const engagementRoutes = {
  listPeople: defineRoute({
    method: 'GET',
    path: '/api/people',
    summary: "Lists the tenant's talents, to engage one",
    tag: 'engagements',
    roles: ['company_admin'],
    query: Paging,
    answer: { status: 200, model: pageOf(Person) },
  }),
  createEngagement: defineRoute({
    method: 'POST',
    path: '/api/engagements',
    summary: 'Offers a talent work on a project',
    tag: 'engagements',
    roles: ['company_admin'],
    body: z.strictObject({ projectId: Id, personId: Id }),
    answer: { status: 201, model: Engagement },
  }),
  listEngagements: defineRoute({
    method: 'GET',
    path: '/api/engagements',
    summary: "Lists the company's engagements, or the talent's own",
    tag: 'engagements',
    roles: ['company_admin', 'talent'],
    query: Paging.extend({ status: Engagement.shape.status.optional(), projectId: Id.optional() }),
    answer: { status: 200, model: pageOf(Engagement) },
  }),
  acceptEngagement: defineRoute({
    method: 'POST',
    path: '/api/engagements/:id/accept',
    summary: 'Accepts an offer; the talent becomes a user and a member in Align',
    tag: 'engagements',
    roles: ['talent'],
    params,
    answer: { status: 200, model: Engagement },
  }),
  endEngagement: defineRoute({
    method: 'POST',
    path: '/api/engagements/:id/end',
    summary: 'Ends an engagement; the talent leaves the project in Align',
    tag: 'engagements',
    roles: ['company_admin'],
    params,
    answer: { status: 200, model: Engagement },
  }),
};

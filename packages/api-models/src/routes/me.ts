import { defineRoute } from '../define-route.ts';
import { Me } from '../models/engagement.ts';

export const meRoutes = {
  readMe: defineRoute({
    method: 'GET',
    path: '/api/me',
    summary: 'Tells who is signed in',
    tag: 'me',
    roles: ['platform_admin', 'company_admin', 'talent'],
    answer: { status: 200, model: Me },
  }),
};

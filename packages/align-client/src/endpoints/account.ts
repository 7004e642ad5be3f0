import { Me } from '../models/account.ts';
import type { EndpointTable } from './endpoint.ts';

export const accountEndpoints = {
  getMe: { method: 'GET', path: '/me', mutation: false, response: Me },
} as const satisfies EndpointTable;

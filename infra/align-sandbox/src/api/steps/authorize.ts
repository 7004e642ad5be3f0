import { forbidden } from '../../align/answer.ts';
import type { Step } from '../exchange.ts';
import { pathOf } from '../request-path.ts';

/** S1 "Align API Key Scopes" and the key's permissions: what the key may not do is 403. */
export function authorize(): Step {
  return (request) => {
    const { apiKey } = request;
    const { permission } = request.routeOptions.config;
    if (apiKey?.scope === 'project' && !isWithin(pathOf(request), apiKey.scopedProjectId))
      return forbidden('This key is limited to one project.');
    if (permission !== undefined && apiKey?.permissions.includes(permission) !== true)
      return forbidden(`This key lacks the permission ${permission}.`);
    return undefined;
  };
}

function isWithin(path: string, projectId: string | null): boolean {
  const allowed = `/api/v1/projects/${projectId ?? ''}`;
  return path === '/api/v1/me' || path === allowed || path.startsWith(`${allowed}/`);
}

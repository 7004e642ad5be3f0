import { type RouteDescriptor, routes } from '@illumera/api-models';
import { expect, test } from 'vitest';
import { startApi } from './support/start-api.ts';

const api = await startApi();

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
}

test('describes every route in OpenAPI 3.1, its problems included', async () => {
  const response = await fetch(`${api.url}/openapi.json`);
  const document = (await response.json()) as Document;
  expect(document.openapi).toBe('3.1.0');
  expect(document.components.securitySchemes).toHaveProperty('bearer');
  expect(Object.keys(document.components.schemas)).toContain('TimeEntry');
  expect(Object.keys(document.components.schemas)).not.toContain('TimeEntryInput');
  for (const [name, route] of Object.entries(routes) as [string, RouteDescriptor][]) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    const operation = document.paths[path]?.[route.method.toLowerCase()];
    expect(operation?.operationId).toBe(name);
    expect(Object.keys(operation?.responses ?? {})).toEqual(
      expect.arrayContaining([String(route.answer.status), '401', '403', '500', '503']),
    );
  }
  expect(Object.keys(document.paths).filter((path) => !path.startsWith('/api/'))).toEqual([]);
});

test('serves a page that browses it, under a policy that allows no inline script', async () => {
  const response = await fetch(`${api.url}/docs`);
  expect(response.status).toBe(200);
  const page = await response.text();
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self';/);
});

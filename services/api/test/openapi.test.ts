import { type RouteDescriptor, routes, syncEventsRoute } from '@illumera/api-models';
import { expect, test } from 'vitest';
import { bodyExamples } from '../src/openapi/body-examples.ts';
import { modelExamples } from '../src/openapi/model-examples.ts';
import { models } from '../src/openapi/models.ts';
import { startApi } from './support/start-api.ts';

const api = await startApi();

const document = await (await fetch(`${api.url}/openapi.json`)).text();

interface Operation {
  operationId: string;
  responses: Record<string, unknown>;
  requestBody?: { content: { 'application/json': object } };
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, unknown> };
}

test('describes every route in OpenAPI 3.1, its problems included', async () => {
  const { openapi, components, paths } = JSON.parse(document) as Document;
  expect(openapi).toBe('3.1.0');
  expect(components.securitySchemes).toHaveProperty('bearer');
  expect(Object.keys(components.schemas)).toContain('TimeEntry');
  expect(Object.keys(components.schemas)).not.toContain('TimeEntryInput');
  for (const [name, route] of [...Object.entries(routes), ['syncEvents', syncEventsRoute]] as [
    string,
    RouteDescriptor,
  ][]) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    const operation = paths[path]?.[route.method.toLowerCase()];
    expect(operation?.operationId).toBe(name);
    expect(Object.keys(operation?.responses ?? {})).toEqual(
      expect.arrayContaining([String(route.answer.status), '401', '403', '429', '500', '503']),
    );
  }
  expect(Object.keys(paths).filter((path) => !path.startsWith('/api/'))).toEqual([]);
});

test('is what the repository holds; `pnpm openapi` writes it anew', async () => {
  await expect(`${JSON.stringify(JSON.parse(document), undefined, 2)}\n`).toMatchFileSnapshot(
    '../../../docs/openapi.json',
  );
});

test('describes each model once, whatever answers with it', () => {
  const { components } = JSON.parse(document) as Document;
  expect(Object.keys(components.schemas)).toEqual(
    expect.arrayContaining(['Backfill', 'StartedBackfill', 'ConnectionHealth']),
  );
});

test.each(Object.entries(models))('shows a %s that is one', (name, model) => {
  expect(model.parse(modelExamples[name as keyof typeof modelExamples])).toEqual(
    modelExamples[name as keyof typeof modelExamples],
  );
});

test.each(Object.entries(bodyExamples))(
  'shows what to send to %s, and it would be taken',
  (name, example) => {
    const route: RouteDescriptor = routes[name as keyof typeof bodyExamples];
    expect(route.body?.parse(example)).toEqual(example);
  },
);

test('shows an example of every model and every body', () => {
  const { components, paths } = JSON.parse(document) as Document;
  const lacking = Object.entries(components.schemas).filter(([, schema]) => !('examples' in schema));
  expect(lacking).toEqual([]);
  const bodies = Object.values(paths)
    .flatMap((each) => Object.values(each))
    .flatMap(({ operationId, requestBody }) =>
      requestBody === undefined ? [] : [{ operationId, ...requestBody.content['application/json'] }],
    );
  expect(bodies.map(({ operationId }) => operationId).toSorted()).toEqual(
    Object.keys(bodyExamples).toSorted(),
  );
  expect(bodies.filter((body) => !('example' in body))).toEqual([]);
});

test('serves a page that browses it, under a policy that allows no inline script', async () => {
  const response = await fetch(`${api.url}/docs`);
  expect(response.status).toBe(200);
  const page = await response.text();
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self';/);
});

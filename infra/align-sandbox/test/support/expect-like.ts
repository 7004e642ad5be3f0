import { expect } from 'vitest';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** How the documents print an id: a UUID, a word with `uuid` in it, a hint in brackets, or dots. */
const PRINTED_ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w.-]*uuid[\w.-]*|<.*>|\.\.\.)$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;
const SECRET = /^whsec_[0-9a-f]{64}$/;

/** Reads a printed body; what it elides by dots is left out. */
export function readExample(text: string): unknown {
  return JSON.parse(text.replaceAll(/,?\s*\.\.\.(?=\s*\])/g, ''));
}

/** Expects the documented fields, no others, with the documented values but where these differ from run to run. */
export function expectLike(actual: unknown, example: unknown): void {
  expect(actual).toEqual(likenessOf(example));
}

/** Expects the documented fields with values of the documented types. */
export function expectShapedLike(actual: unknown, example: unknown): void {
  expect(actual).toEqual(shapeOf(example));
}

function likenessOf(example: unknown, field = ''): unknown {
  if (typeof example === 'string') return likeText(example, field);
  if (Array.isArray(example)) return example.map((each) => likenessOf(each));
  if (typeof example !== 'object' || example === null) return example;
  return Object.fromEntries(Object.entries(example).map(([name, value]) => [name, likenessOf(value, name)]));
}

/** No work item stands behind hours that come by the API, so `entryId` is empty. */
function likeText(example: string, field: string): unknown {
  if (field === 'entryId') return expect.toSatisfy((id) => id === null || UUID.test(String(id))) as unknown;
  if (PRINTED_ID.test(example)) return expect.stringMatching(UUID) as unknown;
  if (INSTANT.test(example)) return expect.stringMatching(INSTANT) as unknown;
  if (example.startsWith('whsec_')) return expect.stringMatching(SECRET) as unknown;
  return example;
}

function shapeOf(example: unknown): unknown {
  if (Array.isArray(example)) return expect.toSatisfy(Array.isArray) as unknown;
  if (typeof example === 'string')
    return expect.stringMatching(/^(?:\d+\.\d\d?|[\w-]+|[\d:.TZ-]+)$/) as unknown;
  if (typeof example === 'number') return expect.toSatisfy(Number.isInteger) as unknown;
  if (typeof example !== 'object' || example === null) return example;
  const fields = Object.entries(example).map(([name, value]) => [name, shapeOf(value)]);
  return expect.objectContaining(Object.fromEntries(fields) as Record<string, unknown>) as unknown;
}

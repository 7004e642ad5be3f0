import { expect, test } from 'vitest';
import { hasPage } from '../src/console/navigation.ts';

test('each role has its own pages and what is below them', () => {
  expect(hasPage('talent', '/my-time')).toBe(true);
  expect(hasPage('company_admin', '/projects/019aa3c4')).toBe(true);
  expect(hasPage('platform_admin', '/sync/outbox')).toBe(true);
  expect(hasPage('talent', '/')).toBe(true);
});

test('pages of other roles are not shown', () => {
  expect(hasPage('company_admin', '/my-time')).toBe(false);
  expect(hasPage('talent', '/sync/outbox')).toBe(false);
  expect(hasPage('platform_admin', '/projects')).toBe(false);
  expect(hasPage('talent', '/my-timeless')).toBe(false);
});

import { freePort } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { openPostgres } from '../src/setting-up/open-postgres.ts';

const unused = { logs: '', postgres: '', sandboxState: '', encryptionKey: '' };

test('says where the database was looked for, without its password', async () => {
  const port = await freePort();
  const opening = openPostgres(`postgres://me:hidden@127.0.0.1:${port}/shop`, unused);
  await expect(opening).rejects.toThrow(
    new RegExp(`DATABASE_URL \\(127.0.0.1:${port}/shop\\) cannot be reached: .*ECONNREFUSED`),
  );
  await expect(opening).rejects.not.toThrow(/hidden/);
});

import { randomBytes } from 'node:crypto';
import { createKeyring, openSealed, SealedError, seal } from '@illumera/sealed';
import { createCompany, createConnection, createTenant, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { readKeyStatus, resealSecrets, sealedPlace } from '../src/index.ts';

const { database } = await useTestDatabase();
const [first, second] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
const before = createKeyring({ current: first, retired: [] });
const during = createKeyring({ current: second, retired: [first] });
const after = createKeyring({ current: second, retired: [] });

async function sealedConnection(id: string) {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  return createConnection(database, {
    id,
    tenantId,
    companyId,
    encryptedApiKey: seal(before, `key of ${id}`, sealedPlace(id, 'encryptedApiKey')),
    webhookSecret: seal(before, `secret of ${id}`, sealedPlace(id, 'webhookSecret')),
  });
}
const rowOf = (id: string) =>
  database.selectFrom('alignConnections').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const oldValues = async () =>
  (await readKeyStatus(database, during)).filter(({ standing }) => standing !== 'current');

test('seals everything anew, in batches that can be cut short and repeated', async () => {
  const ids = Array.from({ length: 7 }, (_, index) => `c-${index}`);
  for (const id of ids) await sealedConnection(id);
  const cut = resealSecrets(database, {
    keyring: during,
    batchSize: 2,
    onBatch: () => {
      throw new Error('cut short');
    },
  });
  await expect(cut).rejects.toThrow('cut short');
  expect((await oldValues()).map(({ values }) => values)).toEqual([5, 7]);
  const rest = await resealSecrets(database, { keyring: during, batchSize: 2 });
  expect(rest).toEqual({ resealed: 12, overtaken: 0, unreadable: 0 });
  expect(await oldValues()).toEqual([]);
  for (const id of ids) {
    const { encryptedApiKey } = await rowOf(id);
    expect(openSealed(after, encryptedApiKey, sealedPlace(id, 'encryptedApiKey'))).toBe(`key of ${id}`);
  }
});

test('never overwrites what was written meanwhile', async () => {
  await sealedConnection('raced');
  const written = seal(before, 'a newer key', sealedPlace('raced', 'encryptedApiKey'));
  const racing = Array.from({ length: 20 }, () =>
    database
      .updateTable('alignConnections')
      .set({ encryptedApiKey: written })
      .where('id', '=', 'raced')
      .execute(),
  );
  await Promise.all([...racing, resealSecrets(database, { keyring: during, batchSize: 1 })]);
  await resealSecrets(database, { keyring: during, batchSize: 1 });
  const { encryptedApiKey } = await rowOf('raced');
  expect(openSealed(after, encryptedApiKey, sealedPlace('raced', 'encryptedApiKey'))).toBe('a newer key');
});

test('counts what does not open and leaves it', async () => {
  const { encryptedApiKey } = await sealedConnection('stranger');
  const strange = createKeyring({ current: randomBytes(32).toString('hex'), retired: [second] });
  const { unreadable } = await resealSecrets(database, { keyring: strange, batchSize: 10 });
  expect(unreadable).toBe(2);
  expect((await rowOf('stranger')).encryptedApiKey).toBe(encryptedApiKey);
});

test('does not open a value that was copied to another row', async () => {
  const { encryptedApiKey } = await sealedConnection('origin');
  expect(() => openSealed(before, encryptedApiKey, sealedPlace('elsewhere', 'encryptedApiKey'))).toThrow(
    SealedError,
  );
});

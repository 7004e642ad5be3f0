import { useTestDatabase } from '@illumera/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { ingestProcess } from './ingest-process.ts';

const { connectionString } = await useTestDatabase();

test('ends with the reason where another one listens at its port, and takes nothing from that one', async () => {
  const ingest = await ingestProcess(connectionString);
  onTestFinished(async () => void (await ingest.stop()));
  await ingest.start();
  const second = await ingestProcess(connectionString, Number(new URL(ingest.origin).port));
  await expect(second.start()).rejects.toThrow(/ended with code 1[\s\S]*is in use by another process/);
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => (await fetch(`${ingest.origin}/livez`)).status),
  );
  expect(new Set(answers)).toEqual(new Set([200]));
});

import { expect, test } from 'vitest';
import { createLogger } from '../src/index.ts';

function recordingLogger() {
  const written: string[] = [];
  const logger = createLogger({
    name: 'test',
    level: 'info',
    destination: { write: (line) => written.push(line) },
  });
  return { logger, written };
}

test('writes JSON lines with a name, a level word and an ISO time', () => {
  const { logger, written } = recordingLogger();
  logger.info({ count: 3 }, 'counted');
  const line: unknown = JSON.parse(written[0] ?? '');
  expect(line).toMatchObject({
    name: 'test',
    level: 'info',
    count: 3,
    msg: 'counted',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
  });
});

test.each([
  { apiKey: 'hush' },
  { headers: { authorization: 'hush', cookie: 'hush', 'set-cookie': 'hush' } },
  { request: { headers: { 'x-align-signature': 'hush' } } },
  { connection: { config: { auth: { password: 'hush', secret: 'hush' } } } },
])('blots out the secrets in %j', (logged) => {
  const { logger, written } = recordingLogger();
  logger.info(logged, 'logged');
  expect(written[0]).toContain('***');
  expect(written[0]).not.toContain('hush');
});

test('tells of an error that holds bytes, and not the bytes', () => {
  const { logger, written } = recordingLogger();
  const error = Object.assign(new Error('unreadable'), { rawPacket: Buffer.from('hush') });
  logger.error({ err: error }, 'a request that is none');
  expect(JSON.parse(written[0] ?? '')).toMatchObject({
    err: { message: 'unreadable', rawPacket: '4 bytes', stack: expect.stringContaining('unreadable') },
  });
});

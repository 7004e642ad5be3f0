import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startApi } from './support/start-api.ts';

const api = await startApi();
const { hostname, port } = new URL(api.url);

/** What a proxy and a server may read differently, so that one of them sees a second request in it. */
const smuggled = 'GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n';
const head = (headers: string[], start = 'POST /api/me HTTP/1.1') =>
  [start, 'Host: a', ...headers, '', ''].join('\r\n');

const attacks: Record<string, string> = {
  'a length and chunks': `${head(['Content-Length: 5', 'Transfer-Encoding: chunked'])}0\r\n\r\n${smuggled}`,
  'chunks and a length': `${head(['Transfer-Encoding: chunked', 'Content-Length: 5'])}0\r\n\r\n${smuggled}`,
  'two lengths': `${head(['Content-Length: 0', 'Content-Length: 40'])}${smuggled}`,
  'a list of lengths': `${head(['Content-Length: 0, 40'])}${smuggled}`,
  'a signed length': `${head(['Content-Length: +0'])}${smuggled}`,
  'a negative length': `${head(['Content-Length: -1'])}${smuggled}`,
  'a length in hex': `${head(['Content-Length: 0x0'])}${smuggled}`,
  'a length with a space inside': `${head(['Content-Length: 1 0'])}${smuggled}`,
  'a space before the colon': `${head(['Transfer-Encoding : chunked'])}0\r\n\r\n${smuggled}`,
  'a tab before the colon': `${head(['Content-Length\t: 0'])}${smuggled}`,
  'an unknown coding': `${head(['Transfer-Encoding: xchunked'])}0\r\n\r\n${smuggled}`,
  'a coding after chunks': `${head(['Transfer-Encoding: chunked, identity'])}0\r\n\r\n${smuggled}`,
  'a folded header': `${head(['Transfer-Encoding:', ' chunked'])}0\r\n\r\n${smuggled}`,
  'a header that begins with a space': `${head([' Transfer-Encoding: chunked'])}0\r\n\r\n${smuggled}`,
  'a NUL in a header': `${head(['X-A: a\0b'])}${smuggled}`,
  'a lone CR in a header': `${head(['X-A: a\rTransfer-Encoding: chunked'])}${smuggled}`,
  'a header without a name': `${head([': a'])}${smuggled}`,
  'a header without a colon': `${head(['Nothing'])}${smuggled}`,
  'a chunk of no size': `${head(['Transfer-Encoding: chunked'])}\r\n\r\n${smuggled}`,
  'a chunk of a negative size': `${head(['Transfer-Encoding: chunked'])}-1\r\n\r\n${smuggled}`,
  'a chunk of too great a size': `${head(['Transfer-Encoding: chunked'])}${'F'.repeat(20)}\r\n\r\n${smuggled}`,
  'a chunk longer than it says': `${head(['Transfer-Encoding: chunked'])}1\r\nabc\r\n0\r\n\r\n${smuggled}`,
  'no host': `GET /api/me HTTP/1.1\r\n\r\n${smuggled}`,
  'a version of its own': `${head([], 'GET /api/me HTTP/9.9')}${smuggled}`,
  'no version': `GET /api/me\r\n\r\n${smuggled}`,
  'the beginning of HTTP/2': `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${smuggled}`,
  'a method that there is not': `${head([], 'GRAB /api/me HTTP/1.1')}${smuggled}`,
  'a space in the path': `${head([], 'GET /api/me HTTP/1.1 HTTP/1.1')}${smuggled}`,
};

/** Everything that comes back until the server hangs up. */
function send(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
    socket.setEncoding('latin1');
    socket.on('data', (data: string) => {
      answer += data;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

test.each(Object.entries(attacks))('hangs up on %s and reads no second request in it', async (_, bytes) => {
  const answer = await send(bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(answer).not.toContain('200 OK');
  expect((await fetch(`${api.url}/openapi.json`)).status).toBe(200);
});

test('does not change over to HTTP/2 where it is asked to', async () => {
  const upgrade = [
    'Connection: Upgrade, HTTP2-Settings, close',
    'Upgrade: h2c',
    'HTTP2-Settings: AAMAAABkAAQAAP__',
  ];
  const answer = await send(head(upgrade, 'GET /openapi.json HTTP/1.1'));
  expect(answer).not.toContain('101');
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

test('refuses to meet an expectation that it does not know', async () => {
  const answer = await send(head(['Expect: miracles', 'Connection: close', 'Content-Length: 0']));
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
});

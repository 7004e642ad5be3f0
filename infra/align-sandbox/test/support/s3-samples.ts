import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';

type Signed = { rawBody: string; headers: Record<string, string | string[] | undefined>; hmacSecret: string };

const printed = (file: string) => readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8');

/** S3's Node sample, as it is printed; only its import is taken off, as the context provides the module. */
export function nodeSample({ rawBody, headers, hmacSecret }: Signed): boolean {
  const source = printed('s3-verify-node.txt').replace('import crypto from "crypto";', '');
  const call = `${source}; verifyAlignWebhook(rawBody, headers, hmacSecret)`;
  return runInNewContext(call, { crypto, Buffer, rawBody, headers, hmacSecret }) === true;
}

/** What a Flask request offers the sample: its headers and its raw bytes. */
const AROUND = `
import json, sys
given = json.load(sys.stdin)
class Request:
    headers = given["headers"]
    def get_data(self):
        return given["rawBody"].encode()
print(verify_align_webhook(Request(), given["hmacSecret"]))
`;

/** S3's Python sample, as it is printed, in a Python of this machine. */
export async function pythonSample({ rawBody, headers, hmacSecret }: Signed): Promise<boolean> {
  const given = { rawBody, hmacSecret, headers: { 'X-Align-Signature': headers['x-align-signature'] } };
  const running = promisify(execFile)('python3', ['-c', printed('s3-verify-python.txt') + AROUND]);
  running.child.stdin?.end(JSON.stringify(given));
  return (await running).stdout.trim() === 'True';
}

/** Whether this machine has a Python that knows the sample's `removeprefix` (3.9). */
export async function hasPython(): Promise<boolean> {
  return promisify(execFile)('python3', ['-c', '"".removeprefix("")']).then(
    () => true,
    () => false,
  );
}

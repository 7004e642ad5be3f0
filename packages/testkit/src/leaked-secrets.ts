/** How much of a secret counts as the secret; the last four characters of a key are shown on purpose. */
const TELLING_CHARACTERS = 12;

/**
 * Names the secrets that a text gives away, whole or in good part, as they are or encoded: with JSON's or a URL's escapes,
 * in hexadecimal digits, in Base64 of either alphabet and at any alignment.
 */
export function leakedSecrets(text: string, secrets: Record<string, string>): string[] {
  const views = Object.entries(ways).map(([way, decode]) => [way, decode(text)] as const);
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const found = views.find(([, view]) => partsOf(secret).some((part) => view.includes(part)));
    return found === undefined ? [] : [`${name} ${found[0]}`];
  });
}

const partsOf = (secret: string) => [secret.slice(0, TELLING_CHARACTERS), secret.slice(-TELLING_CHARACTERS)];

const character = (_escape: string, code: string) => String.fromCharCode(Number.parseInt(code, 16));

/** Each reads a text as if all of it were written that way. */
const ways = {
  'as it is': (text: string) => text,
  'with escapes of JSON': (text: string) => text.replaceAll(/\\u([0-9a-f]{4})/gi, character),
  'with escapes of a URL': (text: string) => text.replaceAll(/%([0-9a-f]{2})/gi, character),
  'in hexadecimal digits': (text: string) =>
    decodeRuns(text, { run: /[0-9a-f]{24,}/gi, encoding: 'hex', alignments: 2 }),
  'in Base64': (text: string) =>
    decodeRuns(text, { run: /[\w+/-]{16,}/g, encoding: 'base64', alignments: 4 }),
};

interface Runs {
  run: RegExp;
  encoding: 'hex' | 'base64';
  /** At how many places within a run what is looked for may begin. */
  alignments: number;
}

function decodeRuns(text: string, { run, encoding, alignments }: Runs): string {
  const runs = [...new Set(text.match(run))];
  return runs
    .flatMap((one) =>
      Array.from({ length: alignments }, (_, skipped) =>
        Buffer.from(one.slice(skipped), encoding).toString('latin1'),
      ),
    )
    .join('\n');
}

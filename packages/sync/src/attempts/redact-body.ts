const ADDRESS = /[^\s"@<>]+@([^\s"@<>]+)/g;
const TEXT_MAX_CHARS = 200;

/** A request's JSON as it may be kept and shown: mail addresses without the part before the @, long texts cut. */
export function redactBody(body: string | null): string | null {
  if (body === null) return null;
  const redacted: unknown = JSON.parse(body, (_name, value: unknown) =>
    typeof value === 'string' ? cut(value.replaceAll(ADDRESS, '***@$1')) : value,
  );
  return JSON.stringify(redacted);
}

function cut(text: string): string {
  return text.length <= TEXT_MAX_CHARS
    ? text
    : `${text.slice(0, TEXT_MAX_CHARS)}… (${text.length} characters)`;
}

/**
 * The text without the API key, in the forms in which a server may echo it: as it is, URL-encoded, in
 * Base64.
 */
export function blotOutKey(text: string, apiKey: string): string {
  const base64 = Buffer.from(apiKey).toString('base64').replace(/=+$/, '');
  return [apiKey, encodeURIComponent(apiKey), base64].reduce(
    (clean, form) => clean.replaceAll(form, '***'),
    text,
  );
}

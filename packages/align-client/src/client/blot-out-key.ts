/**
 * The text without the API key, in the forms in which a server may echo it: as it is, URL-encoded, in
 * hexadecimal digits, in either Base64, also where other bytes stand before it in there.
 */
export function blotOutKey(text: string, apiKey: string): string {
  const bytes = Buffer.from(apiKey);
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].map((bytesBefore) => base64Within(bytes, bytesBefore));
  const base64url = base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
  return [apiKey, encodeURIComponent(apiKey), hex, hex.toUpperCase(), ...base64, ...base64url].reduce(
    (clean, form) => clean.replaceAll(form, '***'),
    text,
  );
}

/**
 * The characters that bytes certainly have in a Base64 text where so many others precede them; three bytes are four
 * characters there, and those that share a character with a neighbour are left out.
 */
function base64Within(bytes: Buffer, bytesBefore: number): string {
  const text = Buffer.concat([Buffer.alloc(bytesBefore), bytes]).toString('base64');
  const end = Math.floor(((bytesBefore + bytes.length) * 8) / 6);
  return text.slice(Math.ceil((bytesBefore * 8) / 6), end);
}

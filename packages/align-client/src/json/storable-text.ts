/** The text with what Postgres refuses to store taken out: NUL goes, a lone surrogate becomes U+FFFD. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** Vite names what it puts in `assets` by its content, so that such a file never changes. */
const HASHED = /[\\/]assets[\\/][^\\/]+-[\w-]{8,}\.\w+$/;

/** How long a browser may keep a file of the console: a hashed one for good, all else only until it has asked again. */
export function cacheControl(path: string): string {
  return HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

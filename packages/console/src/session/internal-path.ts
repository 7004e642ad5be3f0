/** The path to return to after signing in: one of this page's own, whatever an address bar says. */
export function internalPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])/.test(path) && !path.startsWith('/sign') ? path : '/';
}

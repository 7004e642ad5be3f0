/** Why the demo cannot start, in words for the person who started it. */
export class StartFault extends Error {
  override name = 'StartFault';
}

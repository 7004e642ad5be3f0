import { AlignInvalidCallError } from '../errors.ts';
import { AlignId } from '../models/align-id.ts';

/**
 * Puts ids into a path such as `/projects/:projectId`. Throws `AlignInvalidCallError` for one that is
 * missing or not an Align id: encoding alone would leave `..` as it is.
 */
export function fillPath(path: string, params: Record<string, string> = {}): string {
  return path.replaceAll(/:(\w+)/g, (_match, name: string) => {
    const id = AlignId.safeParse(params[name]);
    if (!id.success) throw new AlignInvalidCallError(`${path}: ${name} is not an id of Align's`);
    return encodeURIComponent(id.data);
  });
}

import { z } from 'zod';
import { request } from 'undici';

/** What a job of a peer's carries. */
export const ProjectChange = z.object({ alignId: z.string(), name: z.string(), key: z.string() });
export type ProjectChange = z.output<typeof ProjectChange>;

/** The one call that a change of a linked project makes. */
export async function patchProject(
  alignBaseUrl: string,
  { alignId, name, key }: ProjectChange,
): Promise<void> {
  const answer = await request(`${alignBaseUrl}/projects/${alignId}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ name }),
  });
  await answer.body.dump();
  if (answer.statusCode >= 300) throw new Error(`answered ${answer.statusCode}`);
}

import type { WikiPageRow } from '../../store/rows.ts';

/** S1 `POST /projects/:id/wiki-pages`, response. */
export function wikiPageShape(page: WikiPageRow) {
  const { id, projectId, title, content, createdAt, updatedAt } = page;
  return { id, projectId, title, content, createdAt, updatedAt };
}

import type { PhrasingContent, Root, RootContent, TableRow } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';

export const STAFFING_PAGE_TITLE = 'Illumera Staffing Plan';

export interface OpenSlot {
  title: string;
  hours: number;
  durationWeeks: number;
}

/** Writes the staffing page as Markdown; whatever a name or title contains is escaped. */
export function staffingPage(
  project: { name: string; description: string | null },
  openSlots: OpenSlot[],
): string {
  const children: RootContent[] = [
    { type: 'heading', depth: 1, children: [text(`${STAFFING_PAGE_TITLE} — ${project.name}`)] },
  ];
  if (project.description) children.push({ type: 'paragraph', children: [text(project.description)] });
  children.push({ type: 'heading', depth: 2, children: [text('Open roles')] });
  children.push(
    openSlots.length === 0
      ? { type: 'paragraph', children: [text('All roles are filled.')] }
      : { type: 'table', children: [row('Role', 'Hours', 'Duration'), ...openSlots.map(slotRow)] },
  );
  const root: Root = { type: 'root', children };
  return toMarkdown(root, { extensions: [gfmToMarkdown()] });
}

function slotRow(slot: OpenSlot): TableRow {
  const weeks = slot.durationWeeks === 1 ? '1 week' : `${slot.durationWeeks} weeks`;
  return row(slot.title, String(slot.hours), weeks);
}

function row(...cells: string[]): TableRow {
  return {
    type: 'tableRow',
    children: cells.map((cell) => ({ type: 'tableCell', children: [text(cell)] })),
  };
}

function text(value: string): PhrasingContent {
  return { type: 'text', value };
}

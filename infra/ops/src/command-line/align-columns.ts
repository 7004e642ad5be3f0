import stringWidth from 'string-width';

const GAP = '  ';

/** Lays rows out in columns under their headings, by the width that a terminal gives each character. */
export function alignColumns(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) =>
    Math.max(...lines.map((line) => stringWidth(line[column] ?? ''))),
  );
  return lines.map((line) => layOut(line, widths)).join('\n');
}

function layOut(cells: readonly string[], widths: readonly number[]): string {
  return widths
    .map((width, column) => {
      const cell = cells[column] ?? '';
      return cell + ' '.repeat(width - stringWidth(cell));
    })
    .join(GAP)
    .trimEnd();
}

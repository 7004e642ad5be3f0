interface Visit {
  value: unknown;
  depth: number;
}

/**
 * Whether the test holds for a JSON value and everything inside it; a scalar at the top has depth 0, the
 * content of a top-level array depth 1. It keeps its own stack: JSON.parse accepts 500,000 nested arrays,
 * and recursion overflows on them.
 */
export function everyJsonValue(root: unknown, test: (value: unknown, depth: number) => boolean): boolean {
  const waiting: Visit[] = [{ value: root, depth: 0 }];
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    if (!test(visit.value, visit.depth)) return false;
    if (typeof visit.value !== 'object' || visit.value === null) continue;
    for (const value of Object.values(visit.value)) waiting.push({ value, depth: visit.depth + 1 });
  }
  return true;
}

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Test vectors made by others lie beside the checkout; they are not part of it. */
export const vectorsDirectory =
  process.env['ALIGN_TEST_VECTORS'] ?? fileURLToPath(new URL('../../../../shared/vectors', import.meta.url));

export const vectorsMissing = !existsSync(vectorsDirectory);

/** Ends the title of a test that needs the vectors, so that a skipped one says why. */
export const vectorsNote = vectorsMissing
  ? ` (skipped: no vectors in ${vectorsDirectory}; ALIGN_TEST_VECTORS names another folder)`
  : '';

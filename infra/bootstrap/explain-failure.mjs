/** What the output of a failed installation says, most certain first. */
const causes = [
  {
    pattern: /ENOSPC|EDQUOT|no space left/i,
    explain: (root) => `There is no disk space left to install packages in ${root}.`,
  },
  {
    pattern: /\b(EACCES|EROFS|EPERM)\b|permission denied|read-only file system/i,
    explain: (root) =>
      `There is no permission to write what the installation needs in ${root} or in npm's cache.`,
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|META_FETCH_FAIL|fetch failed|error sending request/i,
    explain: () =>
      'The npm registry cannot be reached. Check the network, the proxy and the registry in your .npmrc.',
  },
];

/** Turns the output of a failed installation into one message. */
export function explainFailure(root, output) {
  // pnpm breaks its lines to fit a box.
  const text = output.replaceAll(/\s+/g, ' ');
  const cause = causes.find(({ pattern }) => pattern.test(text));
  return cause?.explain(root) ?? 'The packages could not be installed; what pnpm said is above.';
}

/** How every control to type or choose in looks. */
export const controlLook =
  'min-h-10 rounded-md border border-edge bg-surface px-3 py-1.5 text-sm text-ink any-pointer-coarse:text-base data-invalid:border-bad-fg aria-invalid:border-bad-fg';

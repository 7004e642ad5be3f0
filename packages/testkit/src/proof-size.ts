/** How often a proof by numbers is repeated: a few times in the usual run, in full where `FULL_PROOFS` is set. */
export function proofSize<Size>({ usual, full }: { usual: Size; full: Size }): Size {
  return process.env['FULL_PROOFS'] ? full : usual;
}

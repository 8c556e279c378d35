/** What random tests begin with: the same in every run, unless `ATHANOR_TEST_SEED` is a number or `random`. */
export function testSeed(usual: number): number {
  const asked = process.env.ATHANOR_TEST_SEED
  if (asked === undefined) return usual
  return asked === 'random' ? Date.now() % 1_000_000_000 : Number(asked)
}

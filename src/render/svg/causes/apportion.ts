/**
 * Amounts as whole numbers that sum exactly to a total, each off by less than one: those that lose most by rounding down are rounded up
 * first (Hamilton's method of largest remainders).
 *
 * The total is one of the two whole numbers next to the sum of the amounts.
 */
export function apportioned(amounts: readonly number[], total: number): number[] {
  const low = amounts.map(amount => Math.floor(amount))
  const left = total - low.reduce((sum, each) => sum + each, 0)
  const byLoss = amounts.map((amount, i) => ({ i, loss: amount - Math.floor(amount) })).sort((a, b) => b.loss - a.loss || a.i - b.i)
  const raised = new Set(byLoss.slice(0, left).map(({ i }) => i))
  return low.map((each, i) => each + (raised.has(i) ? 1 : 0))
}

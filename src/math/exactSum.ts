/**
 * A sum of numbers, rounded once at its end: the same to the last bit in whatever order they come. Numbers up to 1e100 do not overflow.
 *
 * @see J. R. Shewchuk, "Adaptive precision floating-point arithmetic and fast robust geometric predicates", Discrete & Computational Geometry
 * 18 (1997)
 */
export class ExactSum {
  /** Numbers none of which overlaps another, the smallest first, that add up to the sum. */
  #parts: number[] = []

  add(value: number): void {
    const parts: number[] = []
    // Of two zeros a sum is the positive one.
    let carried = value + 0
    for (const part of this.#parts) {
      const [large, small] = Math.abs(carried) < Math.abs(part) ? [part, carried] : [carried, part]
      carried = large + small
      const lost = small - (carried - large)
      if (lost !== 0) parts.push(lost)
    }
    parts.push(carried)
    this.#parts = parts
  }

  value(): number {
    const parts = [...this.#parts]
    let sum = parts.pop() ?? 0
    for (let next = parts.pop(); next !== undefined; next = parts.pop()) {
      const rounded = sum + next
      const lost = next - (rounded - sum)
      sum = rounded
      if (lost === 0) continue
      // Halfway between two numbers, what is below decides.
      const below = parts.at(-1) ?? 0
      const further = sum + 2 * lost
      return Math.sign(below) * lost > 0 && further - sum === 2 * lost ? further : sum
    }
    return sum
  }
}

/**
 * How many times as much processor time one thing takes as another; others may keep the machine busy, so the least of three counts, and each
 * is done once before.
 */
export function growth(small: () => unknown, large: () => unknown): number {
  return cost(large) / cost(small)
}

/** The processor time of something, in microseconds, the least of three. */
export function cost(act: () => unknown): number {
  const costs = [1, 2, 3].map(() => {
    const before = process.cpuUsage()
    act()
    const { user, system } = process.cpuUsage(before)
    return user + system
  })
  return Math.max(1, Math.min(...costs))
}

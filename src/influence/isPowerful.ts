import type { Snapshot } from '../village/snapshot.js'

/** Shares are sums, which differ in the last digit by the order of what was added. */
const ROUNDING = 1e-12

/** Whether somebody with that share of power is powerful, by `settings.listening.powerfulFrom`; who has exactly as much is. */
export function isPowerful(share: number, { settings }: Pick<Snapshot, 'settings'>): boolean {
  return share >= settings.listening.powerfulFrom - ROUNDING
}

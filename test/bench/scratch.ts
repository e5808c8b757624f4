import { accountSentiment, coverage, decisionOutlook, parseVillage, power, revenueAtRisk, sentiments, sentimentTrend, snapshot, timeline, totalInfluence, vetoHolders, votingPower, blockingCoalitions } from '../../src/index.js'
import { villageOf } from './villages.js'
for (const size of [{ people: 12, ties: 25, observations: 60, units: 4 }, { people: 200, ties: 1000, observations: 10_000, units: 20 }]) {
  const village = villageOf(size)
  const json = JSON.stringify(village)
  const parsed = JSON.parse(json)
  const t = (name: string, f: () => unknown, n: number) => { for (let i = 0; i < n; i++) f(); const times: number[] = []; for (let i = 0; i < n; i++) { const a = performance.now(); f(); times.push(performance.now() - a) } times.sort((a, b) => a - b); const m = times[n >> 1]!; console.log(name.padEnd(40), (m * 1000).toFixed(0), 'us'); return m }
  const n = size.people > 100 ? 15 : 300
  const unit = t('JSON.parse', () => JSON.parse(json), n)
  const r = (name: string, f: () => unknown, k = n) => { const m = t(name, f, k); console.log('   ratio', (m / unit).toFixed(2)); return m }
  r('validate', () => parseVillage(parsed))
  const one = r('snapshot', () => snapshot(village, '2026-11-20'))
  const s1 = r('snapshot+sentiments', () => sentiments(snapshot(village, '2026-11-20')))
  const a1 = r('snapshot+accountSentiment', () => accountSentiment(snapshot(village, '2026-11-20')))
  r('power', () => power(snapshot(village, '2026-11-20')))
  r('totalInfluence', () => totalInfluence(snapshot(village, '2026-11-20')))
  r('trend', () => sentimentTrend(snapshot(village, '2026-11-20'), { since: '2026-08-20' }))
  r('vetoHolders', () => vetoHolders(snapshot(village, '2026-11-20')))
  r('votingPower', () => votingPower(snapshot(village, '2026-11-20')))
  r('blocking', () => blockingCoalitions(snapshot(village, '2026-11-20')))
  r('outlook', () => decisionOutlook(snapshot(village, '2026-11-20')))
  r('revenue', () => revenueAtRisk(snapshot(village, '2026-11-20')))
  r('coverage', () => coverage(snapshot(village, '2026-11-20')))
  const all = [sentiments, power, totalInfluence, accountSentiment, coverage, vetoHolders, blockingCoalitions, votingPower, decisionOutlook, revenueAtRisk]
  r('all', () => { const s = snapshot(village, '2026-11-20'); sentimentTrend(s, { since: '2026-08-20' }); return all.map(m => m(s)) })
  const range = { from: '2024-01-05', to: '2026-11-20', step: { weeks: 1 } } as const
  const k = size.people > 100 ? 3 : 20
  const ts = t('timeline identity', () => timeline(village, range, s => s.asOf), k)
  const tse = t('timeline sentiments', () => timeline(village, range, s => sentiments(s).size), k)
  const ta = t('timeline account', () => timeline(village, range, s => accountSentiment(s).value), k)
  console.log('timeline/one', (ts / one).toFixed(1), (tse / s1).toFixed(1), (ta / a1).toFixed(1))
}

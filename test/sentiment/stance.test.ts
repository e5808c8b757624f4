import { createVillage, snapshot } from 'account-village'
import { describe, expect, test } from 'vitest'
import { STANCES, stanceOf, stances } from '../../src/sentiment/stance.js'

describe('a stance', () => {
  test('is one of five equal steps, each of which begins at its lower end', () => {
    expect([-1, -0.61, -0.6, -0.21, -0.2, 0, 0.19, 0.2, 0.59, 0.6, 1].map(stanceOf)).toEqual([
      'opponent',
      'opponent',
      'nonSupporter',
      'nonSupporter',
      'neutral',
      'neutral',
      'neutral',
      'supporter',
      'supporter',
      'champion',
      'champion',
    ])
    expect(stanceOf(undefined)).toBe('unknown')
    expect([...STANCES]).toEqual(['opponent', 'nonSupporter', 'neutral', 'supporter', 'champion', 'unknown'])
  })

  test('is read off the sentiment of each, and unknown of those never heard, whatever their role', () => {
    const s = snapshot(
      createVillage({
        account: 'Acme',
        stakeholders: [
          { id: 'ann', roles: ['champion'] },
          { id: 'bo', roles: ['user', 'economicBuyer'] },
        ],
        observations: [{ stakeholder: 'bo', at: '2026-03-02', sentiment: -0.9, via: 'interview' }],
      }),
      '2026-03-02',
    )
    expect([...stances(s)]).toEqual([
      ['ann', 'unknown'],
      ['bo', 'opponent'],
    ])
  })
})

import type { VillageInput } from 'account-village'

/** 2 March 2026 is a Monday. */
export const PLAN_DAY = '2026-03-02'

const at = (day: string, state: 'started' | 'done' | 'dropped') => [{ at: day, state }]

/** A plan of fifteen moves: done, under way, dropped, late and overdue ones, by two of ours, by one of theirs and by nobody. */
export const planned: VillageInput = {
  account: { id: 'corvina', name: 'Corvina Logistics & Söhne' },
  stakeholders: [
    { id: 'dorte', name: 'Dorte Amsel', roles: ['economicBuyer'], title: 'CFO' },
    { id: 'emil', name: 'Emil Takahara 高原', roles: ['executiveSponsor'] },
    { id: 'chidi', name: 'Chidi Vasquez-Lund', roles: ['champion'] },
    { id: 'amara', name: 'Amara "A." Quist', roles: ['user'] },
    { id: 'freya', name: 'Freya <b>Oluwole</b>', roles: ['gatekeeper'] },
  ],
  decisions: [{ id: 'deal', name: 'Renewal 2026: all sites', kind: 'renewal', expectedAt: '2026-05-15' }],
  expectations: [{ id: 'e1', stakeholder: 'dorte', statement: 'Paid back in a year', importance: 0.9, status: [] }],
  comments: [{ id: 'c1', at: '2026-02-10', stakeholder: 'amara', text: 'The report came late again.' }],
  teammates: [
    { id: 'kim', name: 'Kim Ek' },
    { id: 'lee', name: 'Lee; drop: table # moves' },
  ],
  moves: [
    {
      id: 'm01',
      statement: 'Ask Dorte what would make the renewal pay',
      kind: 'hear',
      with: ['dorte'],
      by: 'kim',
      status: at('2026-02-25', 'started'),
    },
    {
      id: 'm02',
      statement:
        'Calculate the case: what late answers cost their dispatch in a year; with their own figures, not ours, and signed off by Chidi before anybody in finance sees it',
      by: 'kim',
      dependsOn: ['m01', 'm13'],
      durationDays: 8,
      answers: [{ kind: 'expectation', id: 'e1' }],
    },
    {
      id: 'm03',
      statement: 'Show Dorte the case',
      kind: 'winOver',
      with: ['dorte'],
      by: 'kim',
      dependsOn: ['m02', 'm06'],
      durationDays: 3,
      dueAt: '2026-03-16',
    },
    { id: 'm04', statement: 'Sign: "yes" | -->\n#decided; <script>alert(1)</script>', dependsOn: ['m03', 'm05', 'm11'], durationDays: 0 },
    { id: 'm05', statement: 'Lift the charge-back of calls', kind: 'liftBarrier', by: 'lee', dependsOn: ['m07'], durationDays: 12 },
    {
      id: 'm06',
      statement: 'Get the figures of dispatch',
      byThem: 'chidi',
      with: ['chidi'],
      durationDays: 6,
      promise: 'Figures of dispatch',
    },
    { id: 'm07', statement: 'Find out who decides about charge-back', kind: 'identify', by: 'lee', status: at('2026-02-20', 'done') },
    {
      id: 'm08',
      statement: 'Answer Amara',
      kind: 'answer',
      with: ['amara'],
      by: 'lee',
      dueAt: '2026-02-27',
      answers: [{ kind: 'comment', id: 'c1' }],
    },
    { id: 'm09', statement: 'Invite everybody to the fair', status: at('2026-02-12', 'dropped') },
    { id: 'm10', statement: 'Call Freya', kind: 'hear', with: ['freya'], by: 'kim', dependsOn: ['m09'], startAt: '2026-03-09' },
    {
      id: 'm11',
      statement: 'Emil talks to the board about the pilot in Hub East',
      byThem: 'emil',
      durationDays: 10,
      dependsOn: ['m12'],
      expected: { gain: 0.1, money: { amount: 49000, currency: 'EUR' } },
    },
    {
      id: 'm12',
      statement: 'Run the pilot in Hub East',
      by: 'lee',
      durationDays: 20,
      effort: 24,
      status: at('2026-02-16', 'started'),
      with: ['amara', 'chidi'],
    },
    { id: 'm13', statement: 'Agree on how to count late answers', by: 'kim', status: at('2026-02-18', 'done') },
    { id: 'm14', statement: '=HYPERLINK("http://evil.example")', by: 'lee', status: at('2025-06-01', 'done') },
    { id: 'm15', statement: 'section of the contract on service levels', kind: 'other', with: ['dorte', 'emil'], durationDays: 4 },
  ],
}

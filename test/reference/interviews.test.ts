import { interviewsEnough, themeNews } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import reference from '../fixtures/reference/interviews.json' with { type: 'json' }

describe('news of interviews', () => {
  test.each(reference.cases)('is as computed for $expected.interviews interviews with $expected.withNews of news', each => {
    const { share, interval, coverage, ...counts } = each.expected
    expect(themeNews(each.interviews)).toEqual({
      ...counts,
      share: expect.closeTo(share, 12),
      interval: interval.map(end => expect.closeTo(end, 12)),
      coverage: expect.closeTo(coverage, 12),
    })
  })

  test.each(reference.stop)('$interviews.length interviews with $options.openQuestions open questions: $expected.state', each => {
    expect(interviewsEnough(each.interviews, each.options)).toEqual(each.expected)
  })
})

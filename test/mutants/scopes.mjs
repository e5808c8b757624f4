/** The beginnings of the test files that judge the mutants of a source file, by the beginning of its path; the longest that fits counts. */
const SCOPES = {
  'src/math': ['test/math', 'test/reference'],
  'src/math/rule': ['test/math/rule', 'test/math/compiledRule', 'test/math/kernel', 'test/laws/voting', 'test/reference/votingPower'],
  'src/math/voting': ['test/math/rule', 'test/math/kernel', 'test/laws/voting', 'test/reference/votingPower'],
  'src/math/handover': ['test/math/handover', 'test/math/kernel', 'test/reference/powerTransition'],
  'src/math/sentimentFilter': ['test/math/sentimentFilter', 'test/math/kernel', 'test/reference/sentiment', 'test/sentiment'],
  'src/village': ['test/village', 'test/laws/record', 'test/laws/learning', 'test/laws/future', 'test/laws/order'],
  'src/village/revise': ['test/village/revis', 'test/village/changes', 'test/laws/learning'],
  'src/village/snapshot': ['test/village/snapshot', 'test/village/decisionInView', 'test/village/placeholders', 'test/laws/future'],
}

/** The tests for some source files. Where no entry fits, those of the folder of the same name judge. */
export function testsOf(files) {
  const starts = files.flatMap(file => {
    const known = Object.keys(SCOPES)
      .filter(start => file.startsWith(start))
      .sort((a, b) => b.length - a.length)[0]
    return known === undefined ? [`test/${file.split('/').slice(1, -1).join('/')}`] : SCOPES[known]
  })
  return [...new Set(starts)].flatMap(start => [`${start}*.test.ts`, `${start}/**/*.test.ts`])
}

import { beforeEach } from 'vitest'
const skip = process.env.MUTANT_SKIP ? new RegExp(process.env.MUTANT_SKIP) : undefined
if (skip) beforeEach(context => {
  let name = context.task.name
  for (let suite = context.task.suite; suite && suite.name; suite = suite.suite) name = suite.name + ' ' + name
  if (skip.test(name)) context.skip()
})

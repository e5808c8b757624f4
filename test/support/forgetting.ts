import { afterAll } from 'vitest'
import { forgetCases } from './law.js'

// All files of a worker share their modules, which is quicker; what one has drawn is not kept for the next.
afterAll(forgetCases)

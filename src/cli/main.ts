#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8'
import { processIo } from './io.js'
import { village } from './village.js'

const args = process.argv.slice(2)
// Where much dies young, the heap may grow to several times what is alive before it is collected; imports promise to need little memory.
if (args[0] === 'import') setFlagsFromString('--heap-growing-percent=150')
process.exitCode = await village(args, processIo())

#!/usr/bin/env node
import { processIo } from './io.js'
import { village } from './village.js'

process.exitCode = await village(process.argv.slice(2), processIo())

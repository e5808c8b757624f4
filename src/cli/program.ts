import { type CommandDef, defineCommand } from 'citty'
import { commandOf, type Finish } from './command.js'
import { comments } from './commands/comments.js'
import { completionOf } from './commands/completion.js'
import { erase } from './commands/erase.js'
import { explain } from './commands/explain.js'
import { importCommand } from './commands/import.js'
import { init } from './commands/init.js'
import { intake } from './commands/intake.js'
import { interviews } from './commands/interviews.js'
import { listen } from './commands/listen.js'
import { mcp } from './commands/mcp.js'
import { moves } from './commands/moves.js'
import { people } from './commands/people.js'
import { portfolioCommand } from './commands/portfolio.js'
import { progress } from './commands/progress.js'
import { storeReapply } from './commands/reapply.js'
import { record } from './commands/record.js'
import { report } from './commands/report.js'
import { retain } from './commands/retain.js'
import { retract } from './commands/retract.js'
import { review } from './commands/review.js'
import { risks } from './commands/risks.js'
import { storeCopy } from './commands/store.js'
import { subject } from './commands/subject.js'
import { importSurveys } from './commands/surveys.js'
import { importTable } from './commands/table.js'
import { validate } from './commands/validate.js'
import { DESCRIPTIONS, PROGRAM } from './descriptions.js'
import type { Io } from './io.js'
import { SOURCES } from './sources/sources.js'

/** The program with all its commands. */
export function programOf(io: Io, finish: Finish): CommandDef {
  const program: CommandDef = defineCommand({
    meta: PROGRAM,
    subCommands: {
      import: defineCommand({
        meta: {
          name: 'village import',
          description: DESCRIPTIONS.import,
        },
        subCommands: {
          ...Object.fromEntries(SOURCES.map(source => [source.name, commandOf(importCommand(source), io, finish, 'village import')])),
          surveys: commandOf(importSurveys, io, finish, 'village import'),
          table: commandOf(importTable, io, finish, 'village import'),
        },
      }),
      comments: commandOf(comments, io, finish),
      completion: commandOf(
        completionOf(() => program),
        io,
        finish,
      ),
      erase: commandOf(erase, io, finish),
      explain: commandOf(explain, io, finish),
      init: commandOf(init, io, finish),
      intake: commandOf(intake, io, finish),
      interviews: commandOf(interviews, io, finish),
      listen: commandOf(listen, io, finish),
      mcp: commandOf(mcp, io, finish),
      moves: commandOf(moves, io, finish),
      people: commandOf(people, io, finish),
      portfolio: commandOf(portfolioCommand, io, finish),
      progress: commandOf(progress, io, finish),
      record: commandOf(record, io, finish),
      report: commandOf(report, io, finish),
      retain: commandOf(retain, io, finish),
      retract: commandOf(retract, io, finish),
      review: commandOf(review, io, finish),
      risks: commandOf(risks, io, finish),
      store: defineCommand({
        meta: { name: 'village store', description: DESCRIPTIONS.store },
        subCommands: {
          copy: commandOf(storeCopy, io, finish, 'village store'),
          reapply: commandOf(storeReapply, io, finish, 'village store'),
        },
      }),
      subject: commandOf(subject, io, finish),
      validate: commandOf(validate, io, finish),
    },
  })
  return program
}

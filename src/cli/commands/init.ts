import { join } from 'node:path'
import { DAY, formatInstant, parseInstant } from '../../support/instants.js'
import type { CommandPlan } from '../command.js'
import { todayIn } from '../day.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import type { Io } from '../io.js'

const args = {
  folder: { type: 'positional', required: false, description: 'where the example goes; the folder that you are in when absent' },
} as const

/** A command that writes a small example, so that a first report takes two minutes and no CRM. It never replaces a file. */
export const init: CommandPlan<typeof args> = {
  name: 'init',
  description: DESCRIPTIONS.init,
  args,
  run(options, io): ExitCode {
    const folder = options.folder ?? '.'
    const files = filesFor(todayIn(undefined, io))
    const taken = Object.keys(files).find(name => io.isFile(join(folder, name)))
    if (taken !== undefined) throw new CliFailure(`${join(folder, taken)} is there already, and nothing was written`)
    io.makeFolder(folder)
    for (const [name, text] of Object.entries(files)) writeFile(join(folder, name), text, io)
    io.note(`Next: ${folder === '.' ? '' : `cd ${folder}, and `}the three commands of README.md`)
    return 0
  },
}

function writeFile(path: string, text: string, io: Io): void {
  io.update(path, write => write(text))
  io.note(`${path} written`)
}

/** The files of the example, with readings of the last weeks. */
function filesFor(today: string): { readonly [name: string]: string } {
  const before = (days: number): string => formatInstant((parseInstant(today) ?? 0) - days * DAY).slice(0, 10)
  return {
    'people.csv': `Name,Title,Department,Email,Role,Influence (1-5),Can veto,Reports to
Anneke Kurz,CFO,Finance,anneke@nordwalz.example,Economic Buyer,5,no,
Berit Sand,Head of Labs,Labs,berit@nordwalz.example,Champion,4,no,Anneke Kurz
Cem Arslan,IT Security,IT,cem@nordwalz.example,Technical Buyer,3,yes,Anneke Kurz
Dana Wolf,Lab Engineer,Labs,dana@nordwalz.example,End User,2,no,Berit Sand
`,
    'sentiments.csv': `Name,Attitude,Last contact,Notes
Anneke Kurz,neutral,${before(40)},Wants to see what it saves
Berit Sand,supportive,${before(12)},Asks for a second site
Cem Arslan,sceptical,${before(95)},Has not seen the audit report
Dana Wolf,very satisfied,${before(5)},
`,
    'README.md': `# Your first account

\`people.csv\` says who they are and what part they play, \`sentiments.csv\` how they think of us and when we found that out. The people are
made up: put your own in their place, with the columns that you have. Other names of columns are fine.

    npx account-village import table people.csv sentiments.csv --account Nordwalz -o village.json
    npx account-village report village.json
    npx account-village report village.json --html report.html

The first makes the village, and adds to it when it is run again. The second prints who decides, what they think and who to hear next; the
third writes the same as a page to look at.
`,
  }
}

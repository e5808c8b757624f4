// Prints how much memory `village import salesforce` takes for more and more contacts, held at once and grouped on the disk.
// Run `npm run build` first: node test/tools/importMemory.mjs [contacts…]
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(process.cwd(), 'test/.cache/import')
const counts = process.argv.slice(2).map(Number)
const PEOPLE = 50

const id = (prefix, i) => `${prefix}5g0000${i.toString(36).toUpperCase().padStart(6, '0')}`
const day = i => new Date(Date.UTC(2024, 0, 1 + (i % 900))).toISOString().slice(0, 10)

/** Records of one kind, in an order in which those of an account are far apart. */
async function write(name, count, record) {
  const path = join(folder, `${name}.ndjson`)
  const stream = createWriteStream(path)
  for (let i = 0; i < count; i++) {
    const at = (i * 7919) % count
    if (!stream.write(`${JSON.stringify(record(at))}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
  return path
}

async function filesFor(contacts) {
  const account = i => id('001', Math.floor(i / PEOPLE))
  return [
    await write('Account', Math.ceil(contacts / PEOPLE), i => ({
      Id: id('001', i),
      Name: `Account ${i}`,
      CreatedDate: `${day(i)}T08:00:00.000+0000`,
    })),
    await write('Contact', contacts, i => ({
      Id: id('003', i),
      AccountId: account(i),
      Name: `Person ${i}`,
      Title: `Title ${i % 100}`,
      Department: `Department ${i % 6}`,
      Email: `person${i}@example.com`,
      ReportsToId: i % PEOPLE === 0 ? null : id('003', i - 1),
      CreatedDate: `${day(i)}T08:00:00.000+0000`,
    })),
    await write('AccountContactRelation', contacts, i => ({
      Id: id('07k', i),
      AccountId: account(i),
      ContactId: id('003', i),
      Roles: ['Decision Maker', 'Business User;Influencer', 'Economic Buyer', ''][i % 4],
      IsActive: true,
      StartDate: day(i),
    })),
    await write('Task', contacts * 2, i => ({
      Id: id('00T', i),
      AccountId: account(Math.floor(i / 2)),
      WhoId: id('003', Math.floor(i / 2)),
      Status: 'Completed',
      TaskSubtype: 'Call',
      CallDurationInSeconds: 600,
      ActivityDate: day(i),
      Mood__c: (i % 5) + 1,
      CreatedDate: `${day(i)}T08:00:00.000+0000`,
    })),
  ]
}

/** Tells on its way out how much memory a program took at most, in kilobytes. */
const WATCH = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\nMAXRSS '+process.resourceUsage().maxRSS+'\\n'))`

function measure(files, memory) {
  const start = performance.now()
  const options = [
    '--sentiment-field',
    'Mood__c',
    '--sentiment-scale',
    '1,5',
    '--memory',
    String(memory),
    '-o',
    join(folder, 'villages.ndjson'),
  ]
  rmSync(join(folder, 'villages.ndjson'), { force: true })
  const { stderr, status } = spawnSync(process.execPath, ['--import', WATCH, 'dist/cli.js', 'import', 'salesforce', ...files, ...options], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  const peak = Number(/MAXRSS (\d+)/.exec(stderr)?.[1]) / 1024
  return { status, peak: Math.round(peak), seconds: ((performance.now() - start) / 1000).toFixed(1) }
}

mkdirSync(folder, { recursive: true })
for (const contacts of counts.length > 0 ? counts : [10_000, 50_000, 100_000]) {
  const files = await filesFor(contacts)
  const size = Math.round(files.reduce((sum, file) => sum + statSync(file).size, 0) / 2 ** 20)
  for (const memory of [4, 8, 100_000]) {
    const { status, peak, seconds } = measure(files, memory)
    console.log(`${contacts} contacts, ${size} MB, --memory ${memory}: peak ${peak} MB, ${seconds} s, exit code ${status}`)
  }
}
rmSync(folder, { recursive: true, force: true })

// Prints how much memory `village import` takes for more and more contacts: grouped on the disk, grouped in a heap of 128 MB, and at once.
// Run `npm run build` first: node test/tools/importMemory.mjs [salesforce|hubspot|dynamics|pipedrive] [contacts…]
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(process.cwd(), 'test/.cache/import')
const [source = 'salesforce', ...given] = process.argv.slice(2)
const counts = given.length > 0 ? given.map(Number) : [25_000, 100_000, 400_000]
/** The people of an account, and the most contacts that are also held at once. */
const [PEOPLE, MOST_AT_ONCE] = [50, 100_000]

const SCALE = ['--sentiment-scale', '1,5']
const accountOf = i => Math.floor(i / PEOPLE)
const day = i => new Date(Date.UTC(2024, 0, 1 + (i % 900))).toISOString().slice(0, 10)
const at = i => `${day(i)}T08:00:00Z`
const person = i => ({ name: `Person ${i}`, title: `Title ${i % 100}`, department: `Department ${i % 6}`, mail: `person${i}@example.com` })

const sf = (prefix, i) => `${prefix}5g0000${i.toString(36).toUpperCase().padStart(6, '0')}`
const guid = (kind, i) => `${kind}0000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`
const hs = (id, properties, i) => ({ id: String(id), properties, createdAt: at(i), updatedAt: at(i), archived: false })

/** What each source exports: a table of accounts, one of contacts, one of parts that they play, and one of two activities of each contact. */
const SOURCES = {
  salesforce: {
    options: ['--sentiment-field', 'Mood__c'],
    Account: i => ({ Id: sf('001', i), Name: `Account ${i}`, CreatedDate: at(i) }),
    Contact: (i, { name, title, department, mail }) => ({
      Id: sf('003', i),
      AccountId: sf('001', accountOf(i)),
      Name: name,
      Title: title,
      Department: department,
      Email: mail,
      ReportsToId: i % PEOPLE === 0 ? null : sf('003', i - 1),
      CreatedDate: at(i),
    }),
    AccountContactRelation: i => ({
      Id: sf('07k', i),
      AccountId: sf('001', accountOf(i)),
      ContactId: sf('003', i),
      Roles: ['Decision Maker', 'Business User;Influencer', 'Economic Buyer', ''][i % 4],
      IsActive: true,
      StartDate: day(i),
    }),
    Task: (i, contact) => ({
      Id: sf('00T', i),
      AccountId: sf('001', accountOf(contact)),
      WhoId: sf('003', contact),
      Status: 'Completed',
      TaskSubtype: 'Call',
      CallDurationInSeconds: 600,
      ActivityDate: day(i),
      Mood__c: (i % 5) + 1,
      CreatedDate: at(i),
    }),
  },
  hubspot: {
    options: ['--sentiment-field', 'mood'],
    companies: i => hs(i, { name: `Account ${i}` }, i),
    contacts: (i, { name, title, department, mail }) =>
      hs(i, { lastname: name, jobtitle: title, department, email: mail, associatedcompanyid: String(accountOf(i)) }, i),
    contactsToCompanies: i => ({ from: { id: String(i) }, to: [{ toObjectId: accountOf(i), associationTypes: ROLES[i % 4] }] }),
    calls: (i, contact) => ({
      ...hs(i, { hs_timestamp: at(i), hs_call_status: 'COMPLETED', hs_call_duration: '600000', mood: String((i % 5) + 1) }, i),
      associations: { contacts: { results: [{ id: String(contact), type: 'call_to_contact' }] } },
    }),
  },
  dynamics: {
    options: ['--sentiment-field', 'new_mood'],
    accounts: i => ({ accountid: guid('a', i), name: `Account ${i}`, createdon: at(i) }),
    contacts: (i, { name, title, department, mail }) => ({
      contactid: guid('c', i),
      _parentcustomerid_value: guid('a', accountOf(i)),
      fullname: name,
      jobtitle: title,
      department,
      emailaddress1: mail,
      createdon: at(i),
    }),
    connections: i => ({
      connectionid: guid('d', i),
      _record1id_value: guid('c', i),
      '_record1id_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'contact',
      _record2id_value: guid('a', accountOf(i)),
      '_record2id_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'account',
      'record1roleid.name': ['Decision Maker', 'Influencer', 'Champion', 'End User'][i % 4],
      createdon: at(i),
    }),
    phonecalls: (i, contact) => ({
      activityid: guid('e', i),
      _regardingobjectid_value: guid('c', contact),
      '_regardingobjectid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'contact',
      statecode: 1,
      actualstart: at(i),
      actualdurationminutes: 10,
      new_mood: (i % 5) + 1,
      createdon: at(i),
    }),
  },
  pipedrive: {
    options: ['--role-field', 'role'],
    organizations: i => ({ id: i + 1, name: `Account ${i}`, owner_id: 1, add_time: at(i) }),
    persons: (i, { name, title, mail }) => ({
      id: i + 1,
      name,
      job_title: title,
      org_id: accountOf(i) + 1,
      emails: [{ value: mail, primary: true }],
      custom_fields: { role: ['Decision maker', 'User', 'Champion', ''][i % 4] },
      add_time: at(i),
    }),
    deals: i => ({
      id: i + 1,
      title: `Deal ${i}`,
      person_id: i + 1,
      org_id: accountOf(i) + 1,
      status: 'open',
      value: 1000,
      currency: 'EUR',
    }),
    activities: (i, contact) => ({
      id: i + 1,
      subject: 'Talk',
      type: 'call',
      done: true,
      due_date: day(i),
      duration: '00:10',
      org_id: accountOf(contact) + 1,
      person_id: contact + 1,
      add_time: at(i),
    }),
  },
}
const ROLES = ['Decision maker', 'Influencer', 'Champion', 'User'].map(label => [{ category: 'USER_DEFINED', typeId: 36, label }])

/** Records of one kind, in an order in which those of an account are far apart. */
async function write(name, count, record) {
  const path = join(folder, `${name}.ndjson`)
  const stream = createWriteStream(path)
  for (let i = 0; i < count; i++) {
    if (!stream.write(`${JSON.stringify(record((i * 7919) % count))}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
  return path
}

async function filesFor(contacts) {
  const { options: _, ...tables } = SOURCES[source]
  const [accounts, people, parts, activities] = Object.entries(tables)
  return [
    await write(accounts[0], Math.ceil(contacts / PEOPLE), accounts[1]),
    await write(people[0], contacts, i => people[1](i, person(i))),
    await write(parts[0], contacts, parts[1]),
    await write(activities[0], contacts * 2, i => activities[1](i, Math.floor(i / 2))),
  ]
}

/** Tells on its way out how much memory a program took at most, in kilobytes, and its time, which others on the machine change least. */
const WATCH = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\nMAXRSS '+process.resourceUsage().maxRSS+' CPU '+process.resourceUsage().userCPUTime/1e6+'\\n'))`

/** A program under the options of Node, the megabytes that it took at most, and its time. */
function measure(nodeOptions, args) {
  const { stderr, status } = spawnSync(process.execPath, [...nodeOptions, '--import', WATCH, 'dist/cli.js', ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  const [, kilobytes, seconds] = /MAXRSS (\d+) CPU ([\d.]+)/.exec(stderr) ?? []
  return `peak ${Math.round(Number(kilobytes) / 1024)} MB, ${Number(seconds).toFixed(1)} s of processor time, exit code ${status}`
}

mkdirSync(folder, { recursive: true })
console.log(`Node itself: ${measure([], ['--version'])}`)
for (const contacts of counts) {
  const files = await filesFor(contacts)
  const size = Math.round(files.reduce((sum, file) => sum + statSync(file).size, 0) / 2 ** 20)
  const output = join(folder, 'villages.ndjson')
  const ways = [
    ['grouped', [], []],
    ['grouped, --max-old-space-size=128', ['--max-old-space-size=128'], []],
    ...(contacts <= MOST_AT_ONCE ? [['at once', [], ['--memory', '100000']]] : []),
  ]
  for (const [way, nodeOptions, options] of ways) {
    rmSync(output, { force: true })
    const told = measure(nodeOptions, ['import', source, ...files, ...SOURCES[source].options, ...SCALE, ...options, '-o', output])
    console.log(`${source}, ${contacts} contacts, ${size} MB, ${way}: ${told}`)
  }
}
rmSync(folder, { recursive: true, force: true })

// Draws the picture of the report for the docs from the demo, after `npm run build`; with --check it fails where what it shows has changed.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('../..', import.meta.url))
const page = join(root, 'demo/report.html')
/** The fingerprint of the page that the picture shows. */
const record = join(root, 'docs/pictures/report.sha256')

execFileSync(process.execPath, ['docs/examples/demo.mjs'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
const now = createHash('sha256').update(readFileSync(page)).digest('hex')
const before = existsSync(record) ? readFileSync(record, 'utf8').trim() : ''
if (now === before) process.stdout.write('docs/pictures/report.png shows the page as it is\n')
else if (process.argv.includes('--check'))
  throw new Error('docs/pictures/report.png shows another page than the demo makes. Run npm run pictures, and look at it.')
else await draw()

async function draw() {
  const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(path => path && existsSync(path))
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const shown = await browser.newPage({ viewport: { width: 1440, height: 950 } })
    await shown.goto(pathToFileURL(page).href)
    await shown.screenshot({ path: join(root, 'docs/pictures/report.png') })
  } finally {
    await browser.close()
  }
  writeFileSync(record, `${now}\n`)
  process.stdout.write('docs/pictures/report.png drawn\n')
}

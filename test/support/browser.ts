import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Where a browser is, if there is one: as the environment says, or where Linux has it. */
const PATH = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  path => path !== undefined && existsSync(path),
)

/** Whether pages can be looked at in a browser here. */
export const HAS_BROWSER = PATH !== undefined

/** A browser without a window. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ ...(PATH !== undefined && { executablePath: PATH }), args: ['--no-sandbox', '--disable-gpu'] })
}

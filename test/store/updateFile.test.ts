import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs, {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { takeLock } from '../../src/store/files/lock.js'
import { newOwner } from '../../src/store/files/owner.js'
import { replaceFile } from '../../src/store/files/replaceFile.js'
import { revisionOf } from '../../src/store/files/revision.js'
import { updateFile } from '../../src/store/files/updateFile.js'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'village-test-'))
  file = join(folder, 'v.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(path: string, text: string): void {
  updateFile(path, write => write(text))
}

/** Does work as another user, who is in one group and in no other. */
function asUser(id: number, work: () => void): void {
  const groups = process.getgroups?.() ?? []
  process.setgroups?.([])
  process.setegid?.(id)
  process.seteuid?.(id)
  try {
    work()
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
    process.setgroups?.(groups)
  }
}

/** Leaves a lock of this file behind that has the given owner, and the draft that the owner wrote in it. */
function leaveLock(owner: string): string {
  const { draft } = takeLock(file)
  const left = join(dirname(draft), owner)
  renameSync(draft, left)
  writeFileSync(left, 'half a f')
  return left
}

/** The owner that this process would be with another part: its id, its start, the machine, the machine's start or the container. */
function ownerWith(part: 'pid' | 'start' | 'host' | 'boot' | 'namespace', value: string): string {
  const place = ['pid', 'start', 'host', 'boot', 'namespace'].indexOf(part)
  return newOwner()
    .split('-')
    .map((each, i) => (i === place ? value : each))
    .join('-')
}

/** The id of a process that has ended. */
function endedPid(): string {
  return String(spawnSync(process.execPath, ['--version']).pid)
}

describe('a file that is updated', () => {
  it('is replaced as a whole, and nothing is left beside it', () => {
    put(file, 'old')
    const before = statSync(file).ino
    const seen = updateFile(file, write => {
      const text = readFileSync(file, 'utf8')
      write(['n', 'ew'])
      return text
    })
    expect([seen, readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['old', 'new', ['v.json']])
    expect(statSync(file).ino).not.toBe(before)
  })

  it('is on the disk before it has its name, and the name is before the work is done', () => {
    const done: string[] = []
    const spies = [
      vi.spyOn(fs, 'fsyncSync').mockImplementation(file => void done.push(fs.fstatSync(file).isDirectory() ? 'sync folder' : 'sync file')),
      vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
        if (to === file) done.push('rename')
        fs.copyFileSync(from, to)
      }),
    ]
    const lock = takeLock(file)
    syncBuiltinESMExports()
    try {
      replaceFile(file, lock, ['new'])
    } finally {
      for (const spy of spies) spy.mockRestore()
      syncBuiltinESMExports()
      lock.release()
    }
    expect(done).toEqual(['sync file', 'rename', 'sync folder'])
  })

  it('stays as it was when the work fails, or writes nothing', () => {
    put(file, 'old')
    expect(() =>
      updateFile(file, write =>
        write(
          (function* () {
            yield 'half'
            throw new Error('no more')
          })(),
        ),
      ),
    ).toThrow('no more')
    updateFile(file, () => undefined)
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['old', ['v.json']])
  })

  it('keeps what another program wrote that knows no lock', () => {
    put(file, 'old')
    const update = () =>
      updateFile(file, write => {
        writeFileSync(file, 'edited by hand')
        write('new')
      })
    expect(update).toThrow(`${file} was not written: another program changed it meanwhile. Run the command again.`)
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['edited by hand', ['v.json']])
  })

  it('has the SHA-256 of its bytes for a revision', () => {
    writeFileSync(file, 'abc')
    // FIPS 180-2, appendix B.1.
    expect(revisionOf(file)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(revisionOf(join(folder, 'none'))).toBeUndefined()
  })

  it('keeps its mode', () => {
    put(file, 'old')
    chmodSync(file, 0o640)
    put(file, 'new')
    expect(statSync(file).mode & 0o7777).toBe(0o640)
  })

  it.runIf(process.getuid?.() === 0)('keeps its owner where root writes it', () => {
    put(file, 'old')
    chmodSync(file, 0o600)
    chownSync(file, 1234, 4321)
    put(file, 'new')
    const { uid, gid, mode } = statSync(file)
    expect([uid, gid, mode & 0o7777, readFileSync(file, 'utf8')]).toEqual([1234, 4321, 0o600, 'new'])
  })

  it.runIf(process.getuid?.() === 0)('keeps at least its group where another user writes it, and stays as it was where it may not', () => {
    chmodSync(folder, 0o777)
    const make = (name: string, group: number, mode: number): string => {
      const path = join(folder, name)
      writeFileSync(path, 'old')
      chownSync(path, 1234, group)
      chmodSync(path, mode)
      return path
    }
    const [shared, foreign, guarded] = [make('shared', 4321, 0o660), make('foreign', 1234, 0o666), make('guarded', 4321, 0o640)]
    asUser(4321, () => {
      put(shared, 'new')
      expect(() => put(foreign, 'new')).toThrow(
        'only root and members of its group 1234 can keep that group. Run the command as one of them.',
      )
      expect(() => put(guarded, 'new')).toThrow(`${guarded} cannot be written (EACCES)`)
    })
    expect([shared, foreign, guarded].map(path => [readFileSync(path, 'utf8'), statSync(path).gid])).toEqual([
      ['new', 4321],
      ['old', 1234],
      ['old', 4321],
    ])
    expect([statSync(shared).mode & 0o7777, readdirSync(folder)]).toEqual([0o660, ['foreign', 'guarded', 'shared']])
  })

  it('has the usual mode when it is new', () => {
    writeFileSync(join(folder, 'usual'), '')
    put(file, 'new')
    expect(statSync(file).mode).toBe(statSync(join(folder, 'usual')).mode)
  })

  it('is the one behind a symbolic link, which stays, whether it exists or not', () => {
    mkdirSync(join(folder, 'real'))
    symlinkSync('real', join(folder, 'linked'))
    symlinkSync('../real/v.json', join(folder, 'real/again.json'))
    symlinkSync('linked/again.json', file)
    for (const text of ['new', 'newer']) {
      put(file, text)
      expect(readFileSync(join(folder, 'real/v.json'), 'utf8')).toBe(text)
    }
    expect([readlinkSync(file), lstatSync(join(folder, 'real/v.json')).isFile()]).toEqual(['linked/again.json', true])
    expect([readdirSync(folder), readdirSync(join(folder, 'real'))]).toEqual([
      ['linked', 'real', 'v.json'],
      ['again.json', 'v.json'],
    ])
  })

  it('may have a name as long as the system takes, and a longer one is told', () => {
    const [long, longer] = [join(folder, 'x'.repeat(255)), join(folder, 'x'.repeat(256))]
    put(long, 'new')
    expect(readFileSync(long, 'utf8')).toBe('new')
    expect(() => put(longer, 'new')).toThrow(`${longer} cannot be written: the name is too long. Choose a shorter one.`)
  })

  it('is told when it is a folder, or in none, before any work is done', () => {
    const update = (path: string) => () => updateFile(path, () => expect.unreachable())
    expect(update(folder)).toThrow(`${folder} cannot be written (EISDIR)`)
    expect(update(join(folder, 'none/v.json'))).toThrow('none/v.json cannot be written (ENOENT)')
  })

  it.runIf(process.platform === 'linux')('is written through where it is a device or a FIFO', async () => {
    put('/dev/null', 'new')
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
    expect(() => put('/dev/full', 'new')).toThrow('/dev/full cannot be written (ENOSPC)')
    const fifo = join(folder, 'fifo')
    spawnSync('mkfifo', [fifo])
    const reader = spawn('cat', [fifo])
    let read = ''
    reader.stdout.on('data', (chunk: Buffer) => {
      read += chunk.toString()
    })
    put(fifo, 'new')
    await once(reader, 'close')
    expect([read, statSync(fifo).isFIFO(), readdirSync(folder)]).toEqual(['new', true, ['fifo']])
  })
})

describe('the lock of a file', () => {
  it('is waited for, and the message names it, who has it and the way out', () => {
    put(file, 'old')
    const { draft, release } = takeLock(file)
    const room = dirname(dirname(draft))
    expect(() => takeLock(file, { waitMs: 50 })).toThrow(
      `${file} was not written: after 0.05 s, process ${process.pid} has its lock. Try again later. If nothing writes the file, remove ${room}.`,
    )
    rmSync(room, { recursive: true })
    put(file, 'new')
    release()
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['new', ['v.json']])
  })

  it.each([
    ['a process that has ended', () => ownerWith('pid', endedPid())],
    ['a process whose id another one has now', () => ownerWith('start', '1')],
    ['a process before the machine was started anew', () => ownerWith('boot', 'another')],
  ])('is taken over from %s, with what it wrote', (_, owner) => {
    put(file, 'old')
    leaveLock(owner())
    put(file, 'new')
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['new', ['v.json']])
  })

  it.each(['host', 'namespace'] as const)(
    'of a process that cannot be looked up, for its %s, is taken over once it is ten minutes old',
    part => {
      const left = leaveLock(ownerWith(part, 'another'))
      expect(() => takeLock(file, { waitMs: 50 })).toThrow('a process of another machine or container has its lock, which is taken over')
      utimesSync(left, 0, Date.now() / 1000 - 601)
      put(file, 'new')
      expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['new', ['v.json']])
    },
  )

  it('leaves nothing of processes that ended while they tried to take it', () => {
    const { draft, release } = takeLock(file)
    const staging = join(dirname(dirname(draft)), ownerWith('pid', endedPid()))
    mkdirSync(staging)
    release()
    put(file, 'new')
    expect(readdirSync(folder)).toEqual(['v.json'])
  })

  it('cannot be used any more when it was taken over, whatever the reason: the file stays as the new holder has it', () => {
    put(file, 'old')
    const lost = takeLock(file)
    rmSync(lost.draft)
    const holder = takeLock(file)
    const replace = () => replaceFile(file, lost, ['lost'])
    expect(replace).toThrow(`${file} was not written: another process took its lock over. Run the command again.`)
    replaceFile(file, holder, ['new'])
    expect(replace).toThrow('took its lock over')
    lost.release()
    holder.release()
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['new', ['v.json']])
  })

  it('may be made by one user and taken over by another who may write to the folder', () => {
    chmodSync(folder, 0o2775)
    const { draft, release } = takeLock(file)
    expect([dirname(draft), dirname(dirname(draft))].map(path => statSync(path).mode & 0o7777)).toEqual([0o2775, 0o2775])
    release()
  })
})

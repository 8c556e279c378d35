/** Loads what a replica needs, waits for a line, and launches it: `starter.ts <launch file>`. All begin at the same moment. */
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import 'athanor'
import '../../src/commands/migrate.ts'

process.stdout.write('ready\n')
await once(process.stdin, 'data')
process.stdin.destroy()
await import(pathToFileURL(process.argv[2] ?? '').href)

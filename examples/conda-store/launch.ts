/**
 * What conda-store does when it starts: a database that has tables but no version table is taken to be at
 * the first revision, and whatever is behind is brought up to date. Any number of servers may do so at once.
 */
import { migrate } from 'athanor'
import config from './athanor.config.ts'

const report = await migrate(config, {
  from: import.meta.dirname,
  stampIfUnversioned: '48be4072fe58',
})
for (const { revision, message } of report.steps) console.log(`applied ${revision}  ${message}`)
console.log(`conda-store's database is at ${report.to.join(', ')}`)

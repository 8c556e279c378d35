import { migrate } from 'athanor'
import config from './athanor.config.ts'

const report = await migrate(config, { from: import.meta.dirname })
for (const { revision, message } of report.steps) console.log(`applied ${revision}  ${message}`)
console.log(`the shop is at ${report.to.join(', ')}`)

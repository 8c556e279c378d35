/** A history that holds what is hard to interrupt: `account` and `entry`, through nine revisions. */
import { defineConfig } from 'athanor'

export default defineConfig({
  url: process.env.DATABASE_URL ?? 'sqlite:ledger.db',
  migrations: './migrations',
  versionTable: 'alembic_version',
})

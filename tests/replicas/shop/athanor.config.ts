/** A history in which every change is one that a running application can live with. */
import { defineConfig } from 'athanor'

export default defineConfig({
  url: process.env.DATABASE_URL ?? 'sqlite:shop.db',
  migrations: './migrations',
  versionTable: 'alembic_version',
})

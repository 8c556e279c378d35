import { defineConfig } from 'athanor'

export default defineConfig({
  url: process.env.DATABASE_URL ?? 'sqlite:conda-store.db',
  models: () => import('./models.ts'),
  migrations: './migrations',
  // The name Alembic gave it: a database that conda-store made is carried on from where it is.
  versionTable: 'alembic_version',
  // Celery keeps its own tables in the same database when there is no Redis.
  ignore: ['celery_*', 'kombu_*'],
})

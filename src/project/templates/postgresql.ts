import { emptyFolder, emptyModels, type Template } from './template.ts'

export const postgresql: Template = {
  name: 'postgresql',
  summary: 'one PostgreSQL database on a server',
  language: 'typescript',
  files: (extension) => [
    {
      path: `athanor.config.${extension}`,
      text: `import { defineConfig } from 'athanor'

export default defineConfig({
  // The password belongs into DATABASE_URL or PGPASSWORD, not into this file.
  url: process.env.DATABASE_URL ?? 'postgresql://localhost/app',
  models: () => import('./models.${extension}'),
  migrations: './migrations',

  // How constraints are called that have no name of their own: then each can be named in a later revision.
  naming: {
    pk: '{table}_pkey',
    fk: '{table}_{columns}_fkey',
    uq: '{table}_{columns}_key',
    ix: 'ix_{table}_{columns}',
  },
})
`,
    },
    emptyModels(`models.${extension}`),
    emptyFolder('migrations'),
  ],
}

import { emptyFolder, emptyModels, type Template } from './template.ts'

export const sqlite: Template = {
  name: 'sqlite',
  summary: 'one SQLite database in a file',
  language: 'typescript',
  files: (extension) => [
    {
      path: `athanor.config.${extension}`,
      text: `import { defineConfig } from 'athanor'

export default defineConfig({
  // A path is relative to this file.
  url: process.env.DATABASE_URL ?? 'sqlite:app.db',
  models: () => import('./models.${extension}'),
  migrations: './migrations',
})
`,
    },
    emptyModels(`models.${extension}`),
    emptyFolder('migrations'),
  ],
}

import { emptyFolder, emptyModels, type Template } from './template.ts'

export const javascript: Template = {
  name: 'javascript',
  summary: 'plain JavaScript, with types checked in comments',
  language: 'javascript',
  files: (extension) => [
    {
      path: `athanor.config.${extension}`,
      text: `// @ts-check
import { defineConfig } from 'athanor'

export default defineConfig({
  // A path is relative to this file. PostgreSQL: 'postgresql://user@host/database'
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

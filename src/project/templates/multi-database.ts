import { emptyFolder, emptyModels, type Template } from './template.ts'

export const multiDatabase: Template = {
  name: 'multi-database',
  summary: 'two databases, each with models and a history of its own',
  language: 'typescript',
  files: (extension) => [
    {
      path: `athanor.config.${extension}`,
      text: `import { defineConfig } from 'athanor'

// A command is for all of them, or for those that --name picks: athanor upgrade head --name audit
export default defineConfig({
  databases: {
    main: {
      url: process.env.MAIN_DATABASE_URL ?? 'sqlite:main.db',
      models: () => import('./models/main.${extension}'),
      migrations: './migrations/main',
    },
    audit: {
      url: process.env.AUDIT_DATABASE_URL ?? 'sqlite:audit.db',
      models: () => import('./models/audit.${extension}'),
      migrations: './migrations/audit',
    },
  },
})
`,
    },
    ...['main', 'audit'].flatMap((name) => [
      emptyModels(`models/${name}.${extension}`, name),
      emptyFolder(`migrations/${name}`),
    ]),
  ],
}

/** What `athanor init` can begin a project with. */
export interface Template {
  readonly name: string
  readonly summary: string
  /** TypeScript, or plain JavaScript. */
  readonly language: 'typescript' | 'javascript'
  readonly files: (extension: ScriptExtension) => readonly TemplateFile[]
}

/** `m…` where the package around is not said to be of ES modules: the file is one all the same. */
export type ScriptExtension = 'ts' | 'mts' | 'js' | 'mjs'

export interface TemplateFile {
  /** Below the folder of the project, with "/". */
  readonly path: string
  readonly text: string
}

/** A module for models with nothing in it yet, and how it goes on. */
export const emptyModels = (path: string, database?: string): TemplateFile => {
  const name = database === undefined ? '' : ` --name ${database}`
  return {
    path,
    text: `// The tables of the application, for example:
//
//   import { integer, table, varchar } from 'athanor'
//
//   export const user = table('user', {
//     id: integer().primaryKey(),
//     email: varchar(255).notNull().unique(),
//   })
//
// Then let Athanor write the revision that makes them, read it, and carry it out:
//
//   npx athanor${name} revision -m "first tables" --autogenerate
//   npx athanor${name} upgrade head

export {}
`,
  }
}

/** A folder is kept by git only with a file in it. */
export const emptyFolder = (path: string): TemplateFile => ({ path: `${path}/.gitkeep`, text: '' })

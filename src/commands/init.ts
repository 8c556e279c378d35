import { type InitReport, initProject, templateNamed } from '../project/init.ts'
import { type Template, templates } from '../project/templates/index.ts'

export interface InitOptions {
  readonly folder: string
  /** Absent: the first of the list. */
  readonly template?: string | undefined
}

/** Begins a project in a folder: a configuration, models, a folder for revisions. Nothing that is there is touched. */
export const init = ({ folder, template }: InitOptions): InitReport =>
  initProject(folder, templateNamed(template))

/** The templates that `init` knows. */
export const listTemplates = (): readonly Pick<Template, 'name' | 'summary'>[] =>
  templates.map(({ name, summary }) => ({ name, summary }))

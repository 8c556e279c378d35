import type { Project } from '../project/project.ts'
import { projectIn } from './shared.ts'
import type { Shell } from './shell.ts'
import { UsageError } from './usage.ts'

/** The project that a source may speak of, if the folder has one: two URLs need none. */
export async function projectAround(shell: Shell): Promise<{ project?: Project; name?: string }> {
  const [name, another] = shell.globals.name ?? []
  if (another !== undefined)
    throw new UsageError('this command is of one database, and --name is given twice', {
      hint: `Say one of them: --name ${name}`,
    })
  const { MissingConfigError } = await import('../project/errors.ts')
  try {
    return { project: await projectIn(shell), ...(name !== undefined && { name }) }
  } catch (error) {
    if (!(error instanceof MissingConfigError) || shell.globals.config !== undefined) throw error
    return {}
  }
}

import type { Scenario } from './scenario-schema.test.ts'
import { objectScenarios } from './scenarios-of-objects.test.ts'
import { tableScenarios } from './scenarios-of-tables.test.ts'

export { before, type Scenario } from './scenario-schema.test.ts'

/** Every method of `op`, in its shorter and its longer form. */
export const scenarios: readonly Scenario[] = [...tableScenarios, ...objectScenarios]

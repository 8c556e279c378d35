import path from 'node:path'
import { runScenarios } from './run-scenarios.ts'

runScenarios(path.join(import.meta.dirname, 'scenarios'))

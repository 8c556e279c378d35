import path from 'node:path'
import { runScenarios } from '../cli/run-scenarios.ts'

runScenarios(path.join(import.meta.dirname, 'scenarios'))

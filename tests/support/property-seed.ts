/**
 * Loaded before every test file of `npm test`: property tests try the same cases in every run, so that what fails has a
 * change to blame. `ATHANOR_TEST_SEED=random npm test` tries others.
 */
import fc from 'fast-check'
import { testSeed } from './seed.ts'

fc.configureGlobal({ seed: testSeed(20_261_120) })

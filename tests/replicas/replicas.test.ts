import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NoTestServerError } from '../support/databases.ts'
import { round, stage } from './round.ts'
import { stories } from './stories.ts'

/** A small round of what `npm run replicas` plays with twenty processes. */
for (const dialect of ['sqlite', 'postgresql'] as const)
  for (const story of stories)
    test(`five replicas upgrade ${story.name} on ${dialect} while two others use it`, async (t) => {
      try {
        const scene = await stage(story, dialect)
        t.after(() => scene.original.drop())
        const { problems, reads, writes } = await round(scene, { replicas: 5, bystanders: 2 })
        assert.deepEqual(problems, [])
        assert.ok(reads > 4 && writes > 4, `only ${reads} reads and ${writes} writes`)
      } catch (error) {
        if (!(error instanceof NoTestServerError)) throw error
        t.skip(error.message)
      }
    })

import { sqlFor } from '../../schema/builders/sql.ts'
import type { SqlExpression } from '../../schema/model.ts'

export const expressionSql = (expression: SqlExpression): string => sqlFor(expression, 'postgresql')

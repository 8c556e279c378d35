import type {
  MaterializedViewOptions,
  ObjectOptions,
  RoutineOptions,
  SqlText,
  ViewOptions,
} from '../../schema/builders/index.ts'
import type { StoredObject } from '../../schema/model.ts'
import type { TableRef } from './arguments.ts'

export interface IfExists {
  readonly ifExists?: boolean
}
export interface IfNotExists {
  readonly ifNotExists?: boolean
}

/** The old text and the new one; the old one is looked up when it is left out. */
export interface TextStates {
  readonly from?: SqlText
  readonly to: SqlText
}

type Create<O> = (name: string, text: SqlText, options?: O & IfNotExists) => void
type Drop<O> = (name: string, text?: SqlText | (O & IfExists), options?: O & IfExists) => void
type Replace<O> = (name: string, states: TextStates, options?: O) => void

export interface TableObjectOperations {
  create(name: string, table: TableRef, text: SqlText, options?: ObjectOptions & IfNotExists): void
  drop(name: string, table: TableRef, options?: ObjectOptions & IfExists): void
  drop(name: string, table: TableRef, text: SqlText, options?: ObjectOptions & IfExists): void
  replace(name: string, table: TableRef, states: TextStates, options?: ObjectOptions): void
}

/**
 * What is kept in the database as text. A drop by name alone looks up what it drops; one that says the text, as
 * the creation does, reads in both directions.
 */
export interface ObjectOperations {
  /** Makes a view of a SELECT. @example op.createView('active_user', sql`SELECT * FROM "user" WHERE active`) */
  createView: Create<ViewOptions>
  /** Drops a view. */
  dropView: Drop<ViewOptions>
  /** Puts another SELECT in a view's place. @example op.replaceView('v', { from: sql`SELECT 1`, to: sql`SELECT 2` }) */
  replaceView: Replace<ViewOptions>

  /** PostgreSQL: makes a view that keeps its rows, with its indexes. */
  createMaterializedView: Create<MaterializedViewOptions>
  /** Drops a materialized view, with its rows and indexes. */
  dropMaterializedView: Drop<MaterializedViewOptions>
  /** Makes a materialized view anew of another SELECT, its indexes with it. */
  replaceMaterializedView: Replace<MaterializedViewOptions>

  /**
   * PostgreSQL: makes a function by its whole `CREATE FUNCTION` statement.
   *
   * @example op.createFunction('twice', sql`CREATE FUNCTION twice(integer) …`, { signature: 'integer' })
   */
  createFunction: Create<RoutineOptions>
  /** Drops a function. Its `signature` tells it from others of its name. */
  dropFunction: Drop<RoutineOptions>
  /** Replaces a function by another statement. */
  replaceFunction: Replace<RoutineOptions>

  /** PostgreSQL: makes a procedure by its whole `CREATE PROCEDURE` statement. */
  createProcedure: Create<RoutineOptions>
  /** Drops a procedure. Its `signature` tells it from others of its name. */
  dropProcedure: Drop<RoutineOptions>
  /** Replaces a procedure by another statement. */
  replaceProcedure: Replace<RoutineOptions>

  /** PostgreSQL: makes a domain. @example op.createDomain('email', sql`AS text CHECK (VALUE LIKE '%@%')`) */
  createDomain: Create<ObjectOptions>
  /** Drops a domain that no column uses any more. */
  dropDomain: Drop<ObjectOptions>
  /** Changes what a domain is. */
  replaceDomain: Replace<ObjectOptions>

  /**
   * Makes a trigger by its whole `CREATE TRIGGER` statement. It goes with its table.
   *
   * @example op.createTrigger('stamp', 'user', sql`CREATE TRIGGER stamp AFTER UPDATE ON "user" BEGIN … END`)
   */
  createTrigger: TableObjectOperations['create']
  /** Drops a trigger. */
  dropTrigger: TableObjectOperations['drop']
  /** Replaces a trigger by another statement. */
  replaceTrigger: TableObjectOperations['replace']

  /** PostgreSQL: makes a row-level security policy by its whole `CREATE POLICY` statement. */
  createPolicy: TableObjectOperations['create']
  /** Drops a policy. */
  dropPolicy: TableObjectOperations['drop']
  /** Replaces a policy by another statement. */
  replacePolicy: TableObjectOperations['replace']

  /** PostgreSQL: gives rights on a table. @example op.grant('reader', 'user', sql`GRANT SELECT ON "user" TO reader`) */
  grant: TableObjectOperations['create']
  /** Takes back the rights that a statement gave. */
  revoke: TableObjectOperations['drop']
  /** Takes back what one statement gave and gives what another says. */
  replaceGrant: TableObjectOperations['replace']

  /** PostgreSQL: installs an extension, in the server's version unless one is named. */
  createExtension(
    name: string,
    options?: ObjectOptions & IfNotExists & { readonly version?: string },
  ): void
  /** Removes an extension. Say its version where going back must bring back that one. */
  dropExtension(
    name: string,
    options?: ObjectOptions & IfExists & { readonly version?: string },
  ): void

  /** Makes any such object, as the builders of models make it. @example op.createObject(view('v', sql`SELECT 1`)) */
  createObject(object: StoredObject, options?: IfNotExists): void
  /** Drops any such object. */
  dropObject(object: StoredObject, options?: IfExists): void
  /** Puts one object in another's place: the same kind and name. Without `from` it is looked up. */
  replaceObject(states: { readonly from?: StoredObject; readonly to: StoredObject }): void
}

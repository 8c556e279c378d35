"""What Alembic is asked to do, case by case, under the names that the cases of Athanor have."""
import io
import subprocess
import sys

import sqlalchemy as sa
from alembic import command
from alembic.util import CommandError
from sqlalchemy.dialects import postgresql as pg

CASES = {}


def case(*names):
    def add(function):
        CASES.update({name: function for name in names})
        return function

    return add


def id_column():
    return sa.Column('id', sa.Integer, primary_key=True)


def models_of(*items, name='t', **options):
    models = sa.MetaData()
    sa.Table(name, models, id_column(), *items, **options)
    return models


def columns(n=sa.Integer(), s=sa.Text()):
    return sa.Column('n', n), sa.Column('s', s)


def change(name, *items, schemas=False, **options):
    """Autogenerate towards a table t of these columns and constraints."""
    CASES[f'PostgreSQL autogenerate: {name}'] = lambda project: project.autogenerate(
        models_of(*items, **options), schemas
    )


# SQLite tables that are made anew.

NOT_NULL = "with op.batch_alter_table('t') as t: t.alter_column('b', nullable=False)"
REBUILDS = (
    'an unnamed CHECK', 'AUTOINCREMENT and its counter', 'a trigger', 'COLLATE NOCASE on a column',
    'DESC in an index', 'an index on an expression', 'UNIQUE … ON CONFLICT REPLACE', 'a view on the table',
    'child rows, ON DELETE CASCADE', 'child rows, ON DELETE SET NULL', 'a STORED generated column',
    'a partial index and a named CHECK',
)


@case(*(f'SQLite rebuild: {what}' for what in REBUILDS))
def rebuild(project):
    project.revise('one', None, NOT_NULL)
    project.upgrade()


@case('SQLite: a column is renamed that a named CHECK reads')
def rename(project):
    project.revise(
        'one', None, "with op.batch_alter_table('t') as t: t.alter_column('a', new_column_name='n')"
    )
    project.upgrade()


# Autogenerate.


def mood(*values):
    return sa.Column('mood', sa.Enum(*values, name='mood'))


change('varchar(10) → varchar', sa.Column('v', sa.String()))
change('numeric(10,2) → numeric(10)', sa.Column('v', sa.Numeric(10)))
change('integer → bigint', *columns(n=sa.BigInteger()))
change('a value is added to an enum', mood('ok', 'sad', 'old', 'new'))
change('a value is removed from an enum', mood('ok', 'sad'))
change('a column with a new enum', *columns(), mood('ok', 'sad'))
change("an index's WHERE", *columns(), sa.Index('i', 'n', postgresql_where=sa.text('n > 5')))
change("an index's INCLUDE", *columns(), sa.Index('i', 'n', postgresql_include=['s']))
change("an index's method", *columns(), sa.Index('i', 'n', postgresql_using='hash'))
change("a CHECK's expression", *columns(), sa.CheckConstraint('n > 5', name='positive'))
change(
    'an exclusion constraint is added',
    sa.Column('during', pg.TSRANGE),
    pg.ExcludeConstraint(('during', '&&'), name='apart'),
)
change("a column's collation", *columns(s=sa.Text(collation='C')))
change('the default of a json column', sa.Column('j', sa.JSON, server_default='{"a": 1}'))
change('a table in a schema that is not there yet', schema='shop', schemas=True)
change(
    'nothing has changed: LIKE, IN and BETWEEN in checks',
    *columns(),
    sa.CheckConstraint("s LIKE 'a%'", name='like_it'),
    sa.CheckConstraint("s IN ('a', 'ab')", name='among'),
    sa.CheckConstraint('n BETWEEN 1 AND 9', name='between_them'),
)
change(
    'nothing has changed: a json default, spaced otherwise',
    sa.Column('j', sa.JSON, server_default='{"a":1}'),
)
change(
    'nothing has changed: now() and CURRENT_TIMESTAMP',
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('CURRENT_TIMESTAMP')),
)


@case('PostgreSQL autogenerate: the columns of the primary key')
def primary_key(project):
    models = sa.MetaData()
    keys = [sa.Column(name, sa.Integer, autoincrement=False) for name in ('id', 'n')]
    sa.Table('t', models, *keys, sa.PrimaryKeyConstraint('id', 'n', name='pk'))
    return project.autogenerate(models)


@case('PostgreSQL autogenerate: two tables that refer to each other are created')
def twins(project):
    models = sa.MetaData()
    for name, other in ('ab', 'ba'):
        key = sa.ForeignKey(f'{other}.id', name=f'{name}_to_{other}')
        sa.Table(name, models, id_column(), sa.Column(f'{other}_id', sa.Integer, key))
    return project.autogenerate(models)


@case('PostgreSQL autogenerate: two tables that refer to each other are dropped')
def no_twins(project):
    return project.autogenerate(sa.MetaData())


@case('PostgreSQL autogenerate: nothing has changed: a smallserial key')
def smallserial(project):
    models = sa.MetaData()
    sa.Table('t', models, sa.Column('id', sa.SmallInteger, primary_key=True))
    return project.autogenerate(models)


@case('PostgreSQL autogenerate: the partitions of a table that the models describe')
def partitions(project):
    models = sa.MetaData()
    sa.Table('t', models, sa.Column('n', sa.Integer), postgresql_partition_by='RANGE (n)')
    return project.autogenerate(models)


# The way back.


@case(
    'PostgreSQL downgrade: a dropped table with exclusion, partial index and INCLUDE',
    'SQLite downgrade: a dropped table with COLLATE, CHECK and AUTOINCREMENT',
)
def dropped_table(project):
    return and_back(project, sa.MetaData())


@case('PostgreSQL downgrade: a dropped column with its CHECK and its index')
def dropped_column(project):
    return and_back(project, models_of())


@case('PostgreSQL downgrade: varchar(10) → text')
def other_type(project):
    return and_back(project, models_of(sa.Column('s', sa.Text, server_default='a')))


def and_back(project, models):
    reply = project.autogenerate(models)
    project.downgrade('base')
    return reply


@case('PostgreSQL: a new table with an enum, down and up again')
def enum_again(project):
    and_back(project, models_of(mood('ok', 'sad')))
    project.upgrade()


# Running.


@case('SQLite: the offline script of a rebuild')
def offline(project):
    project.revise('one', None, 'table()')
    project.revise('two', 'one', NOT_NULL)
    output = io.StringIO()
    command.upgrade(project.config(output=output), 'head', sql=True)
    return {'script': output.getvalue()}


@case('SQLite: a rebuild that failed on its rows, again after they were mended')
def mended_rows(project):
    project.revise('one', None, NOT_NULL)
    expect_failure(project)
    project.script("UPDATE t SET b = 'x'")
    project.upgrade()


@case('SQLite: a revision that failed at its second statement, again after that was mended')
def mended_statement(project):
    project.revise('one', None, "table(); op.execute('INSERT INTO seeds SELECT 1')")
    expect_failure(project)
    project.script('CREATE TABLE seeds (n INTEGER)')
    project.upgrade()


def expect_failure(project):
    try:
        project.upgrade()
    except sa.exc.DBAPIError:
        return
    raise AssertionError('it should have failed')


@case('PostgreSQL: two processes upgrade at once')
def at_once(project):
    project.revise('one', None, "table(); op.execute('SELECT pg_sleep(0.5)')")
    again = [sys.executable, sys.argv[0], 'upgrade when told', *sys.argv[2:]]
    pipes = {'stdin': subprocess.PIPE, 'stdout': subprocess.PIPE, 'text': True}
    both = [subprocess.Popen(again, **pipes) for _ in range(2)]
    for process in both:
        process.stdout.readline()
    for process in both:
        process.stdin.write('go\n')
        process.stdin.flush()
    return {'replies': [process.stdout.readline() for process in both]}


@case('upgrade when told')
def upgrade(project):
    sys.__stdout__.write('ready\n')
    sys.__stdout__.flush()
    sys.stdin.readline()
    project.upgrade()


@case('SQLite: downgrade to typo@base')
def typo(project):
    project.revise('one', None, 'table()', "op.drop_table('t')")
    project.upgrade()
    project.downgrade('typo@base')


@case('SQLite: a revision is asked for with an id that there is already, then upgrade')
def same_id(project):
    project.revise('one', None, 'table()')
    try:
        command.revision(project.config(), 'again', rev_id='one')
    except CommandError:
        pass
    project.upgrade()


@case("SQLite: SQL of one's own with ':noon' in a text")
def colon(project):
    project.revise('one', None, """op.execute("INSERT INTO t (b) VALUES ('at :noon')")""")
    project.upgrade()

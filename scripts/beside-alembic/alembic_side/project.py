"""A project of Alembic's on a database, configured as well as Alembic can be."""
import os

from alembic import command
from alembic.autogenerate import produce_migrations
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, create_engine, event, pool

ENV = """
from alembic import context

attributes = context.config.attributes
options = dict(
    target_metadata=attributes['models'], compare_type=True, compare_server_default=True,
    include_schemas=attributes['schemas'], render_as_batch=attributes['engine'].dialect.name == 'sqlite',
)
if context.is_offline_mode():
    context.configure(dialect_name=attributes['engine'].dialect.name, literal_binds=True, **options)
    with context.begin_transaction():
        context.run_migrations()
else:
    with attributes['engine'].connect() as connection:
        context.configure(connection=connection, **options)
        with context.begin_transaction():
            context.run_migrations()
"""

TEMPLATE = """\"\"\"${message}\"\"\"
from alembic import op
import sqlalchemy as sa
${imports if imports else ''}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}

def upgrade():
    ${upgrades if upgrades else 'pass'}

def downgrade():
    ${downgrades if downgrades else 'pass'}
"""

REVISION = """
from alembic import op
import sqlalchemy as sa

revision, down_revision, branch_labels, depends_on = {id!r}, {revises!r}, None, None

def table():
    op.create_table('t', sa.Column('id', sa.Integer, primary_key=True), sa.Column('b', sa.Text))

def upgrade():
    {upgrade}

def downgrade():
    {downgrade}
"""


class Project:
    def __init__(self, url, folder):
        self.folder = folder
        self.engine = create_engine(sqlalchemy_url(url), poolclass=pool.NullPool)
        if self.engine.dialect.name == 'sqlite':
            event.listen(self.engine, 'connect', lambda c, _: c.execute('PRAGMA foreign_keys=ON'))
        os.makedirs(os.path.join(folder, 'versions'), exist_ok=True)
        self._write('env.py', ENV)
        self._write('script.py.mako', TEMPLATE)

    def _write(self, name, text):
        with open(os.path.join(self.folder, name), 'w') as file:
            file.write(text)

    def config(self, models=None, schemas=False, output=None):
        config = Config(output_buffer=output)
        config.set_main_option('script_location', self.folder)
        config.attributes.update(models=models or MetaData(), schemas=schemas, engine=self.engine)
        return config

    def revise(self, id, revises, upgrade, downgrade='pass'):
        text = REVISION.format(id=id, revises=revises, upgrade=upgrade, downgrade=downgrade)
        self._write(f'versions/{id}.py', text)

    def upgrade(self, target='head'):
        command.upgrade(self.config(), target)

    def downgrade(self, target):
        command.downgrade(self.config(), target)

    def script(self, sql):
        with self.engine.begin() as connection:
            connection.exec_driver_sql(sql)

    def autogenerate(self, models, schemas=False):
        """Writes what autogenerate proposes, applies it, and asks it again."""
        proposed = self.proposals(models, schemas)
        command.revision(self.config(models, schemas), 'change', autogenerate=True)
        self.upgrade()
        return {'proposed': proposed, 'again': self.proposals(models, schemas)}

    def proposals(self, models, schemas):
        options = {'compare_type': True, 'compare_server_default': True, 'include_schemas': schemas}
        with self.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts=options)
            return count(produce_migrations(context, models).upgrade_ops)


def sqlalchemy_url(url):
    scheme, rest = url.split(':', 1)
    return {'sqlite': f'sqlite:///{rest}', 'postgresql': f'postgresql+psycopg2:{rest}'}[scheme]


def count(container):
    return sum(count(op) if hasattr(op, 'ops') else 1 for op in container.ops)

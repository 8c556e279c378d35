"""One case, carried out by Alembic: `python alembic_side <name> <url> <folder>` prints a line of JSON."""
import contextlib
import io
import json
import sys
import warnings

import alembic
import sqlalchemy

warnings.simplefilter('ignore')


def main(name, url, folder):
    from cases import CASES
    from project import Project

    asked = CASES[name]
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            reply = asked(Project(url, folder)) or {}
            errors = [json.loads(each).get('error') for each in reply.pop('replies', [])]
            return {**reply, **{'error': error for error in errors if error}}
        except Exception as error:  # what went wrong is the answer
            return {'error': str(getattr(error, 'orig', None) or error)}


def about():
    try:
        import psycopg2

        driver = psycopg2.__version__.split()[0]
    except ImportError:
        driver = None
    return {'alembic': alembic.__version__, 'sqlalchemy': sqlalchemy.__version__, 'psycopg2': driver}


print(json.dumps(main(*sys.argv[1:]) if len(sys.argv) > 1 else about()))

"""Alembic's entry: runs on the connection that storage.migrating gives it."""

from alembic import context

from storage.tables import Table

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Table.metadata, render_as_batch=True)
context.run_migrations()

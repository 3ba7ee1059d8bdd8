"""The one schema that all tables of a workspace belong to."""

from sqlalchemy import MetaData

metadata = MetaData()

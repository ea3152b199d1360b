"""The memory: the only SQLAlchemy. Every `work` takes an open session first and never commits."""

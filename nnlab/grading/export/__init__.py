"""Grades for other systems: one small file a format, `command` chooses among them, `worksheet` reads an instructor's own export."""

"""The class report: `numbers` counts, `page` shows, `command` writes the file."""

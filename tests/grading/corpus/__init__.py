"""Hostile, broken and honest submissions, one subject a file: what each tries, and what must hold for it.

`HOSTILE` and `BROKEN` are by name; a test makes notebooks of them, puts them into one class with `honest`, and looks.
"""

from corpus import answers, asking, cells, damaged, edited, forged, peeking, reaching, resources
from corpus.entry import Entry

HOSTILE: dict[str, Entry] = {
    f"{module.__name__.rpartition('.')[2]}-{number:02}": entry
    for module in (answers, asking, cells, forged, peeking, reaching, resources)
    for number, entry in enumerate(module.ENTRIES, start=1)
}
BROKEN: dict[str, Entry] = {
    f"{module.__name__.rpartition('.')[2]}-{number:02}": entry
    for module in (damaged, edited)
    for number, entry in enumerate(module.ENTRIES, start=1)
}

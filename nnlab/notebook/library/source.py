"""The text of mynn.py as a list of statements with what stands between them; what is not touched stays as it is."""

from __future__ import annotations

import ast
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from nnlab import exercises
from nnlab.notebook.library.statements import Import, Statement, imports_of, split

MINE = "nnlab.mine"
REMARK = "  # not in this file yet: the course's own stands in"
HEADER = '''"""My neural network library: what I wrote in the notebooks of nnlab, each function as it passed its check.

nnlab adds a function when it passes, and renews it when it passes again. Whatever else I write here stays.
"""
'''


@dataclass(eq=False)
class Item:
    """A statement of the file. `gap` is the text before it; None asks for the usual blank lines."""

    statement: Statement
    gap: str | None = None
    movable: bool = False

    @property
    def text(self) -> str:
        return self.statement.text

    @property
    def bound(self) -> frozenset[str]:
        return self.statement.bound

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(re.findall(r"\w+", self.text))

    @property
    def digest(self) -> str:
        return digest(self.text)

    @property
    def from_mine(self) -> bool:
        return any(one.module == MINE for one in self.statement.imports)

    @property
    def exercise(self) -> str:
        """The exercise that it alone is about."""
        name = next(iter(self.bound)) if len(self.bound) == 1 else ""
        return name if name in exercises.files() and not self.from_mine else ""


class Source:
    def __init__(self, text: str) -> None:
        """SyntaxError for what is no Python."""
        self.items: list[Item] = []
        lines = text.split("\n")
        at = 0
        for statement in split(text, whole_lines=True):
            gap = "".join(f"{line}\n" for line in lines[at : statement.first])
            self.items.append(Item(statement, gap if self.items or gap.strip() else ""))
            at = statement.last + 1
        self.tail = "\n".join(lines[at:])

    def text(self) -> str:
        made: list[str] = []
        for i, item in enumerate(self.items):
            gap = item.gap if item.gap is not None else _usual(self.items[i - 1].statement, item.statement) if i else ""
            made += [gap, item.text, "\n"]
        return "".join(made) + self.tail.lstrip("\n" if not self.tail.strip() else "")

    def item_of(self, name: str) -> Item | None:
        """The statement that decides what the name is when the file has been loaded."""
        return next((item for item in reversed(self.items) if name in item.bound), None)

    def remove(self, item: Item) -> None:
        at = self.items.index(item)
        del self.items[at]
        if item.gap is not None and item.gap.strip():  # the learner's own comments before it
            if at < len(self.items):
                following = self.items[at]
                following.gap = item.gap.rstrip("\n") + "\n" + (following.gap or "\n\n")
            else:
                self.tail = item.gap + self.tail

    def insert(self, at: int, item: Item) -> None:
        if at == 0 and self.items and (self.items[0].gap or "").strip():  # comments at the top of the file stay there
            item.gap, self.items[0].gap = self.items[0].gap, None
        self.items.insert(at, item)

    def replace(self, old: Item, new: Item) -> None:
        new.gap = old.gap
        self.items[self.items.index(old)] = new

    @property
    def after_imports(self) -> int:
        """Where the imports at the top of the file end."""
        at = 0
        while at < len(self.items) and (
            self.items[at].statement.is_import or (at == 0 and self.items[0].statement.is_docstring)
        ):
            at += 1
        return at

    def add_import(self, one: Import) -> None:
        at = self.after_imports
        if one.module == "__future__":
            at = 1 if self.items and self.items[0].statement.is_docstring else 0
        elif one.module != MINE:
            while at and self.items[at - 1].from_mine:
                at -= 1
        self.insert(at, Item(split(one.text + (REMARK if one.module == MINE else ""))[0]))

    def drop_from_mine(self, name: str) -> None:
        """What was imported from nnlab.mine because it was not here."""
        for item in [item for item in self.items if item.from_mine and name in item.bound]:
            left = [one for one in item.statement.imports if one.bound != name]
            if left:
                text = "\n".join(one.text + (REMARK if one.module == MINE else "") for one in left)
                for statement in split(text):
                    self.insert(self.items.index(item), Item(statement))
            self.remove(item)

    @property
    def needed_from_mine(self) -> list[str]:
        return [one.name for item in self.items for one in item.statement.imports if one.module == MINE]

    @property
    def packages(self) -> set[str]:
        """Whatever is imported anywhere in it."""
        nodes = (node for item in self.items for node in ast.walk(item.statement.tree))
        return {one.module.partition(".")[0] for node in nodes for one in imports_of(node)}

    def order(self) -> None:
        """Put before each statement what it needs when it runs, moving only what is movable."""
        last = {name: item for item in self.items for name in item.bound}
        done: list[Item] = []
        seen: set[tuple[int, bool]] = set()

        def emit(item: Item, called: bool) -> None:
            """With `called`, what its functions need too: they may be called while the file is loaded."""
            if (id(item), called) in seen:
                return
            seen.add((id(item), called))
            for use in item.statement.uses:
                needed = last.get(use.name)
                if needed is not None and needed is not item and (use.hard or called):
                    emit(needed, True)
            if item not in done and (item.movable or not called):
                done.append(item)

        for item in self.items:
            emit(item, False)
        if done == self.items:
            return
        places = {id(item): i for i, item in enumerate(self.items)}
        for i, item in enumerate(done):
            before = done[i - 1] if i else None
            moved = before is None or places[id(before)] + 1 != places[id(item)]
            if moved and not (item.gap or "").strip():
                item.gap = None
        self.items = done


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _usual(above: Statement, below: Statement) -> str:
    if above.is_import and below.is_import:
        return ""
    if above.is_definition or below.is_definition:
        return "\n\n"
    return "\n"

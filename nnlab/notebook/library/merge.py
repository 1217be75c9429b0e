"""Putting a gathered function into the text of mynn.py: its block, its helpers, its imports, under names that are free."""

from __future__ import annotations

import builtins
import keyword
import re
import sys
from dataclasses import dataclass, field
from typing import Any

from nnlab import exercises
from nnlab.notebook.library.gather import Gathered, NotKeptError
from nnlab.notebook.library.names import CannotRenameError, Use, renamed
from nnlab.notebook.library.source import HEADER, MINE, Item, Source
from nnlab.notebook.library.statements import Import, Statement, split

Record = dict[str, str]  # a name that nnlab wrote into the file, and the digest of its text as it was written


@dataclass
class Merged:
    text: str
    record: Record
    replaced: bool = False  # another text of the function was there
    edited: bool = False  # and it was not, or no more, as nnlab had written it
    others: list[str] = field(default_factory=list)  # other exercises whose functions it calls
    users: list[str] = field(default_factory=list)  # other exercises in the file whose functions call it
    values: dict[str, Any] = field(default_factory=dict)  # constants under their names in the file


def merge(text: str, record: Record, gathered: Gathered) -> Merged:
    """The file's new text. NotKeptError when the names cannot be told apart; SyntaxError when the text is no Python."""
    return _Merge(text, record, gathered).result()


class _Merge:
    def __init__(self, text: str, record: Record, gathered: Gathered) -> None:
        self.source = Source(text if text.strip() else HEADER)
        self.record = record
        self.gathered = gathered
        for item in self.source.items:
            item.movable = any(record.get(name) == item.digest for name in item.bound)
        self.old = self._old()
        self.orphans = self._orphans()
        self.reserved = {*exercises.files(), *dir(builtins), *keyword.kwlist}
        self.words = {word for one in gathered.statements for word in Item(one).words}

    def _old(self) -> Item | None:
        """The block that is to be replaced."""
        name = self.gathered.exercise
        alone, together = {name}, self.gathered.main.bound
        every = [
            item
            for item in self.source.items
            if not item.from_mine and (item.bound == alone or (item.movable and item.bound == together))
        ]
        written = [item for item in every if item.movable]
        defined = [item for item in every if item.statement.is_definition]
        plain = [item for item in every if item.statement.lasting]
        found = written or defined or plain
        return found[-1] if found else None

    def _orphans(self) -> set[Item]:
        """Helpers that nnlab wrote and that nothing but the old block uses."""
        loose = {item for item in self.source.items if item.movable and not item.bound & exercises.files().keys()}
        while True:
            others = [item for item in self.source.items if item not in loose and item is not self.old]
            used = {item for item in loose if any(other.words & item.bound for other in others)}
            if not used:
                return loose
            loose -= used

    def result(self) -> Merged:
        names = self._names()
        try:
            main = self._in_the_file(self.gathered.main, names)
            helpers = [self._in_the_file(one, names) for one in self.gathered.helpers]
        except CannotRenameError as error:
            raise NotKeptError(
                f"`{error}` means one thing in mynn.py and another here: give yours another name"
            ) from None
        done = Merged("", dict(self.record))
        block = self._put_main(main, done)
        kept = self._put_helpers(helpers, block)
        for item in self.orphans - kept:
            self.source.remove(item)
        done.others = self._put_imports(names)
        self.source.order()
        done.text = self.source.text()
        there = {name: item for item in self.source.items for name in item.bound}
        done.record = {
            name: there[name].digest for name in {*self.record, *self.written} if name in there and there[name].movable
        }
        name = self.gathered.exercise
        using = [item for item in self.source.items if item.exercise not in ("", name)]
        done.users = [item.exercise for item in using if name in {use.name for use in item.statement.uses}]
        done.values = {names.get(name, name): value for name, value in self.gathered.values.items()}
        return done

    # Names

    def _names(self) -> dict[str, str]:
        """From the notebook's names to the file's: helpers and imports whose name is taken get another."""
        names = dict(self.gathered.others)
        helpers = [name for one in self.gathered.helpers for name in one.bound]
        movable = [*helpers, *(name for name in self.gathered.imports if "." not in name)]
        names |= {name: name for name in movable}
        for name in self.gathered.main.bound - {self.gathered.exercise}:
            if self.source.item_of(name) not in (None, self.old, *self.orphans):
                raise NotKeptError(f"it is defined together with `{name}`, and that is something else in mynn.py")
        for _ in range(100):
            before = dict(names)
            for name in movable:
                names[name] = self._free(name, names)
            if names == before:
                return names
        raise NotKeptError("its names and those in mynn.py cannot be told apart")

    def _free(self, name: str, names: dict[str, str]) -> str:
        candidates = [name, *(f"{name}_{number}" for number in range(2, 100))]
        left = [one for one in candidates[candidates.index(names[name]) :] if one == name or one not in self.words]
        for fits in (lambda one: self._same_there(name, one, names), self._is_free):
            found = next((one for one in left if fits(one)), None)
            if found is not None:
                return found
        raise NotKeptError(f"too many things in mynn.py are named `{name}`")

    def _is_free(self, name: str) -> bool:
        there = self.source.item_of(name)
        return name not in self.reserved and (there is None or there in self.orphans)

    def _same_there(self, name: str, candidate: str, names: dict[str, str]) -> bool:
        """Does the file mean the same by the candidate?"""
        there = self.source.item_of(candidate)
        if there is None or there in self.orphans:
            return False
        if name in self.gathered.imports:
            wanted = self.gathered.imports[name].same
            return any(one.bound == candidate and one.same == wanted for one in there.statement.imports)
        helper = next(one for one in self.gathered.helpers if name in one.bound)
        try:
            return self._in_the_file(helper, {**names, name: candidate}).meaning == there.statement.meaning
        except CannotRenameError:
            return False

    def _in_the_file(self, statement: Statement, names: dict[str, str]) -> Statement:
        """The statement as the file is to have it: `mine.relu` is `relu`, and names that were taken are others."""
        spans = [
            (use.chain[self._depth(use)], use.attributes[self._depth(use)]) for use in self._through_mine(statement)
        ]
        text = renamed(statement.text, statement.uses, names, spans)
        made = split(_with_definitions_renamed(text, statement, names), whole_lines=True)[0]
        expected = {names.get(use.name, use.name) for use in statement.uses if use.name not in self.gathered.mine}
        if {use.name for use in made.uses} != expected | {new for _, new in spans}:
            raise CannotRenameError(next(iter(expected - {use.name for use in made.uses}), min(statement.bound)))
        if made.bound != {names.get(name, name) for name in statement.bound}:
            raise CannotRenameError(min(statement.bound))
        return made

    def _through_mine(self, statement: Statement) -> list[Use]:
        found = [use for use in statement.uses if use.name in self.gathered.mine]
        for use in found:
            name = use.attributes[self._depth(use)]
            if name in use.local:
                raise NotKeptError(
                    f"it has a variable `{name}` of its own and uses `mine.{name}` too: rename the variable"
                )
            if use.quoted and sys.version_info < (3, 12):
                raise CannotRenameError(f"mine.{name}")
        return found

    @staticmethod
    def _depth(use: Use) -> int:
        """Where the exercise's name stands in `mine.relu`, `nnlab.mine.relu`."""
        return 1 if use.attributes[0] == "mine" else 0

    # The file

    @property
    def written(self) -> set[str]:
        return {name for item in self.source.items if item.movable for name in item.bound}

    def _put_main(self, main: Statement, done: Merged) -> Item:
        item = Item(main, movable=True)
        self.source.drop_from_mine(self.gathered.exercise)
        if self.old is not None:
            if self.old.text == main.text:
                self.old.movable = True
                return self.old
            done.replaced, done.edited = True, not self.old.movable
            self.source.replace(self.old, item)
            return item
        self.source.insert(self._place(), item)
        return item

    def _place(self) -> int:
        """After the last exercise of the same chapter or an earlier one; at least after what else binds the name."""
        chapter = _chapter(self.gathered.exercise)
        places = [
            i + 1
            for i, item in enumerate(self.source.items)
            if (item.exercise and _chapter(item.exercise) <= chapter) or self.gathered.exercise in item.bound
        ]
        later = [i for i, item in enumerate(self.source.items) if item.exercise and item.movable]
        return max([*places, *([] if places else later[:1] or [len(self.source.items)])])

    def _put_helpers(self, helpers: list[Statement], block: Item) -> set[Item]:
        """Those of the orphans that stay."""
        kept = set()
        for helper in helpers:
            there = self.source.item_of(min(helper.bound))
            if there is None or (there in self.orphans and there.bound != helper.bound):
                self.source.insert(self.source.items.index(block), Item(helper, movable=True))
            elif there in self.orphans and there.statement.meaning != helper.meaning:
                self.source.replace(there, Item(helper, movable=True))
                self.orphans.discard(there)
            else:
                kept.add(there)
        return kept

    def _put_imports(self, names: dict[str, str]) -> list[str]:
        """The other exercises that it calls: here, or imported from nnlab.mine until they are."""
        for name, one in self.gathered.imports.items():
            if "." in name:  # `import a.b`, whose name is `a`
                if one not in [other for item in self.source.items for other in item.statement.imports]:
                    self.source.add_import(one)
                continue
            bound = names[name]
            if bound != name and not one.name and "." in one.module and not one.alias:
                raise NotKeptError(f"`{name}` means one thing in mynn.py and another here: give yours another name")
            there = self.source.item_of(bound)
            if there is None or not any(other.bound == bound for other in there.statement.imports):
                self.source.add_import(one if bound == one.bound else Import(one.module, one.name, bound))
        through = {
            use.attributes[self._depth(use)] for one in self.gathered.statements for use in self._through_mine(one)
        }
        others = sorted({*self.gathered.others.values(), *through} - {self.gathered.exercise})
        for other in others:
            if self.source.item_of(other) is None:
                self.source.add_import(Import(MINE, other))
        return others


def _with_definitions_renamed(text: str, statement: Statement, names: dict[str, str]) -> str:
    """`def name` itself, which is no use of a name."""
    node = statement.node
    name = getattr(node, "name", "")
    new = names.get(name, name)
    if not statement.is_definition or new == name:
        return text
    lines = text.split("\n")
    at = node.lineno - 1
    lines[at] = re.sub(rf"\b(def|class)(\s+){name}\b", rf"\g<1>\g<2>{new}", lines[at], count=1)
    return "\n".join(lines)


def _chapter(name: str) -> str:
    return exercises.files()[name].parent.name

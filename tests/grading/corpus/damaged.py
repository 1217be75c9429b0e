"""Files that are no whole notebooks: each gets a row and a reason."""

from __future__ import annotations

import json
from typing import Any

from making import CHAPTER, RIGHT, SETUP, notebook

from corpus.entry import SOLUTION, Entry

GOOD = notebook(SETUP, SOLUTION, RIGHT)


def unreadable(tries: str, data: bytes, says: str) -> Entry:
    return Entry(tries, data, status="unreadable", says=says)


def with_fields(**fields: Any) -> bytes:
    return json.dumps(json.loads(GOOD) | fields).encode()


ENTRIES = [
    unreadable("cut off at the end", GOOD[:-30], "cut off"),
    unreadable("cut off in the middle", GOOD[: len(GOOD) // 2], "cut off"),
    unreadable("only its first byte", GOOD[:1], "cut off"),
    unreadable("empty", b"", "empty"),
    unreadable("blank", b" \r\n\t\n", "empty"),
    unreadable("UTF-16", GOOD.decode().encode("utf-16"), "not UTF-8"),
    unreadable("UTF-32", GOOD.decode().encode("utf-32"), "not UTF-8"),
    unreadable("Latin-1", GOOD.replace(b"numpy", b"num\xe9py"), "not UTF-8"),
    unreadable("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not UTF-8"),
    unreadable("a page of the web", b"<!doctype html><html>Sign in</html>", "not complete JSON"),
    unreadable("an archive", b"PK\x03\x04" + bytes(30), "not complete JSON"),
    unreadable("zeros, as after a power cut", bytes(4096), "not complete JSON"),
    unreadable("a number", b"3", "no notebook"),
    unreadable("nothing, in JSON", b"null", "no notebook"),
    unreadable("another JSON file", b'{"name": "x"}', "no notebook"),
    unreadable("two notebooks in one file", GOOD + GOOD, "cut off or damaged"),
    unreadable("marks of a merge conflict between cells", GOOD.replace(b'"cells"', b'\n<<<<<<< HEAD\n"cells"').replace(b'"outputs"', b'\n=======\n"outputs"', 1), "merge conflict"),
    unreadable("format 3", json.dumps({"nbformat": 3, "worksheets": [{"cells": []}]}).encode(), "format 3"),
    unreadable("format 5", with_fields(nbformat=5), "format 5"),
    unreadable("no format", with_fields(nbformat=None), "format None"),
    unreadable("a format of a thousand digits", GOOD.replace(b'"nbformat": 4', b'"nbformat": ' + b"4" * 1000), "notebook format"),
    unreadable("a number too long to be read", GOOD.replace(b'"nbformat": 4', b'"nbformat": ' + b"4" * 10_000), "cut off or damaged"),
    unreadable("cells that are no list", with_fields(cells={"0": {}}), "not a list"),
    unreadable("a notebook for R", with_fields(metadata={"kernelspec": {"language": "R"}}), "needs Python"),
    unreadable("lists a hundred thousand deep", b"[" * 100_000 + b"]" * 100_000, "cut off or damaged"),
    unreadable("objects a hundred thousand deep", b'{"cells":' * 100_000, "cut off or damaged"),
    unreadable("ten million lists", b'{"nbformat": 4, "cells": [' + b"[]," * 10_000_000 + b"[]]}", "more than 4000000 lists"),
    unreadable("twenty thousand cells", notebook(*["x = 1"] * 20_000), "20000 code cells"),
    unreadable("a cell of 50 MB", notebook(SETUP, "x = '" + "a" * 50_000_000 + "'"), "more than 8 MiB"),
    unreadable("another course's notebook", notebook("print('hello')", chapter=""), "names no chapter"),
    unreadable("a chapter that is not there", notebook("print('hello')", chapter="99_nothing"), "99_nothing"),
    Entry("50 MB of outputs", json.dumps(json.loads(GOOD)).replace('"outputs": []', '"outputs": [{"output_type": "stream", "text": "' + "x" * 50_000_000 + '"}]', 1).encode(), outcome="pass", points=2.0),
    Entry("a byte order mark", b"\xef\xbb\xbf" + GOOD, outcome="pass", points=2.0),
    Entry("lines that end as on Windows", json.dumps(json.loads(GOOD), indent=1).replace("\n", "\r\n").encode(), outcome="pass", points=2.0),
    Entry("the same id in all cells", json.dumps({**json.loads(GOOD), "cells": [{**cell, "id": "a"} for cell in json.loads(GOOD)["cells"]]}).encode(), outcome="pass", points=2.0),
    Entry("metadata that are lists and numbers", with_fields(metadata=[1, {"nnlab": 2}]), outcome="pass", points=2.0),
    Entry("cells that are none, among others", with_fields(cells=[None, 3, [], {}, {"cell_type": "code"}, {"cell_type": "odd"}, *json.loads(GOOD)["cells"]]), outcome="pass", points=2.0, says="Cell 1 is of no known type"),
    Entry("keys given twice: the last counts", GOOD[:-1] + b', "metadata": {"nnlab": {"chapter": "' + CHAPTER.encode() + b'"}}}', outcome="pass", points=2.0),
    Entry("roles and exercises of other types", with_fields(cells=[{**cell, "metadata": {"nnlab": {"role": [], "exercise": {}}}} for cell in json.loads(GOOD)["cells"]]), outcome="pass", points=2.0),
    Entry("numbers that are not JSON", GOOD.replace(b'"nbformat_minor": 5', b'"nbformat_minor": NaN'), outcome="pass", points=2.0),
]  # fmt: skip

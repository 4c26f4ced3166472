"""Every SQL on centre data names its centre (design.md 2): the reader of statements.

A statement is cut into blocks (one per SELECT, UPDATE, DELETE or INSERT, nested ones
too). A block that reads or changes a table of centre data must compare a `centre_id`
with a value in its FROM … WHERE part, or take its rows `IN` a block that does so, or
hang on a row of the block around it. An INSERT must list the column.
`tests/sql_watch.py` shows this reader every statement of the program while a test runs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Final

# The only places that may look across centres (design.md 2): the table, and the columns
# of which the WHERE part must name all of one group.
CROSS_CENTRE: Final = {
    # The claim of due deliveries, which reads the facts along.
    "outbox_delivery": [{"next_try_at", "leased_until"}],
    "outbox_message": [{"next_try_at", "leased_until"}],
    # Finding who signs in, whose session it is, and who bears a token.
    "accounts_user": [{"username"}, {"id", "is_active"}, {"digest"}],
    "accounts_apitoken": [{"digest"}],
}

NOISE: Final = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.DOTALL)
TOKEN: Final = re.compile(r'"[^"]+"|%\(\w+\)s|%s|\w+|[^\s\w]')
VERBS: Final = {"SELECT", "UPDATE", "DELETE", "INSERT"}
SET_OPERATORS: Final = {"UNION", "INTERSECT", "EXCEPT"}
BEFORE_TABLE: Final = {"FROM", "JOIN", "UPDATE", "INTO", "ONLY", "USING"}
AFTER_CONDITIONS: Final = {"GROUP", "ORDER", "LIMIT", "RETURNING", "WINDOW", "FOR"}
# What may stand between a table's name and its alias, or follow it when it has none.
NO_ALIAS: Final = (
    {"WHERE", "ON", "SET", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "JOIN", "VALUES"}
    | {"USING", "HAVING", "DEFAULT"}
    | AFTER_CONDITIONS
    | SET_OPERATORS
)


class CentreNotNamed(AssertionError):
    """A statement on centre data does not say which centre it means."""


@dataclass
class Block:
    """One SELECT, UPDATE, DELETE or INSERT, without the blocks nested in it."""

    verb: str
    tokens: list[str] = field(default_factory=list)
    inner: list["Block"] = field(default_factory=list)
    # Those of `inner` that limit the rows of this block: `x IN (SELECT …)`.
    limits: list["Block"] = field(default_factory=list)

    def after(self, *starts: str) -> list[str]:
        """The tokens from the first of these words up to GROUP BY, ORDER BY, …"""
        found = [i for i, token in enumerate(self.tokens) if token.upper() in starts]
        tail = self.tokens[found[0] :] if found else []
        ends = (i for i, t in enumerate(tail) if t.upper() in AFTER_CONDITIONS)
        return tail[: next(ends, len(tail))]

    def tables(self) -> dict[str, str]:
        """Alias (or name) → name of each table the block reads or changes."""
        found = {}
        tokens = self.tokens
        for position, word in enumerate(tokens[:-1]):
            if word.upper() in BEFORE_TABLE and _is_name(tokens[position + 1]):
                # A schema may stand before the name: "province"."dossier".
                rest = tokens[position + 1 : position + 6]
                rest = rest[2:] if rest[1:2] == ["."] else rest
                name, alias = rest[0], next((t for t in rest[1:] if t != "AS"), "")
                has_alias = _is_name(alias) and alias.upper() not in NO_ALIAS
                found[_bare(alias if has_alias else name)] = _bare(name)
        return found


def centreless(sql: str, centre_tables: frozenset[str]) -> list[str]:
    """The tables of centre data that the statement touches without naming a centre."""
    return sorted(set(_centreless(sql, centre_tables)))


@cache
def _centreless(sql: str, centre_tables: frozenset[str]) -> tuple[str, ...]:
    blocks = _read(sql)
    return tuple(
        t for block in blocks for t in _judge(block, centre_tables, frozenset())
    )


def _judge(
    block: Block, centre_tables: frozenset[str], around: frozenset[str]
) -> Iterator[str]:
    tables = block.tables()
    touched = [name for name in tables.values() if name in centre_tables]
    if touched and not (_names_centre(block) or _hangs_on(block, around)):
        yield from (name for name in touched if not _may_cross(block, name))
    for nested in block.inner:
        yield from _judge(nested, centre_tables, around | frozenset(tables))


def _names_centre(block: Block) -> bool:
    """True when a centre_id is compared with a value, here or in a block inside."""
    if block.verb == "INSERT":
        return "centre_id" in map(_bare, block.tokens)
    tail = (
        block.after("FROM") if block.verb == "SELECT" else block.after("WHERE", "USING")
    )
    triples = zip(tail, tail[1:], tail[2:], strict=False)
    compared = any(
        _bare(name) == "centre_id"
        and operator.upper() in {"=", "IN"}
        and (value.startswith("%") or value in {"(", "ANY"})
        for name, operator, value in triples
    )
    return compared or any(_names_centre(nested) for nested in block.limits)


def _hangs_on(block: Block, around: frozenset[str]) -> bool:
    """True when a condition refers to a row of a block around this one."""
    own = block.tables()
    tail = block.after("FROM")
    return any(
        dot == "." and _bare(alias) in around and _bare(alias) not in own
        for alias, dot in pairwise(tail)
    )


def _may_cross(block: Block, table: str) -> bool:
    named = set(map(_bare, block.after("WHERE")))
    return any(columns <= named for columns in CROSS_CENTRE.get(table, []))


def _read(sql: str) -> list[Block]:
    """Cut a statement into its outermost blocks."""
    tops: list[Block] = []
    # One entry per open parenthesis: the block its tokens belong to, if any.
    stack: list[Block | None] = [None]
    previous = ""
    for token in TOKEN.findall(NOISE.sub("''", sql)):
        word, current = token.upper(), stack[-1]
        if word in SET_OPERATORS:
            stack[-1] = None
        elif word in VERBS and _opens(word, current, previous):
            around = stack if _copies(word, current) else stack[:-1]
            stack[-1] = _hung(Block(word), [b for b in around if b is not None], tops)
        elif token == "(":
            stack.append(current)
        elif token == ")":
            stack.pop()
        if (block := stack[-1]) is not None:
            block.tokens.append(token)
        previous = token
    return tops


def _opens(word: str, current: Block | None, previous: str) -> bool:
    """True for a verb that starts a block, not for `FOR UPDATE` or `DO UPDATE`."""
    return current is None or previous == "(" or _copies(word, current)


def _copies(word: str, current: Block | None) -> bool:
    """True at the SELECT of `INSERT INTO … SELECT …`."""
    return word == "SELECT" and current is not None and current.verb == "INSERT"


def _hung(block: Block, around: list[Block], tops: list[Block]) -> Block:
    """Hang the block under the nearest one around it, or among the outermost."""
    if not around:
        tops.append(block)
        return block
    parent = around[-1]
    parent.inner.append(block)
    before = [token.upper() for token in parent.tokens[-8:]]
    if before[-2:] == ["IN", "("] and "NOT" not in before:
        parent.limits.append(block)
    return block


def _is_name(token: str) -> bool:
    return token.startswith('"') or token.isidentifier()


def _bare(token: str) -> str:
    return token.strip('"')

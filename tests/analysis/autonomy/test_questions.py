"""Ready-made questions of a package."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from levier.analysis.autonomy import ready_questions
from levier.dataset import read
from levier.errors import DatasetError


def asking(files: dict[str, bytes]) -> list[str]:
    package = read("eurasia")
    kept = {name: data for name, data in package.extras.items() if not name.startswith("autonomy/")}
    extras = {**kept, **{f"autonomy/{name}.yaml": data for name, data in files.items()}}
    return list(ready_questions(replace(package, extras=MappingProxyType(extras))))


def test_the_order_a_file_states_comes_before_its_name() -> None:
    plain = b"country: KZ\nfamilies: [gas]\nhorizon: 2030\n"
    assert asking({"a": plain + b"order: 2\n", "c": plain + b"order: 1\n", "b": plain + b"order: 1\n"}) == [
        "b",
        "c",
        "a",
    ]


@pytest.mark.parametrize("content", [b"country: KZ", b"[1]", b"a: [", b"country: KZ\nfamilies: []\nhorizon: 2030"])
def test_a_file_that_asks_nothing_is_named(content: bytes) -> None:
    with pytest.raises(DatasetError, match=r"autonomy/wrong\.yaml"):
        asking({"wrong": content})

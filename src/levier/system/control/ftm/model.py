"""Entities held against FollowTheMoney's own model, where its package is installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from levier.errors import DatasetError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.system.control.ftm.terms import Entity

__all__ = ["check_ftm", "has_model"]


def has_model() -> bool:
    """Whether the extra ``ftm`` is installed."""
    return find_spec("followthemoney") is not None


def check_ftm(entities: Sequence[Entity]) -> None:
    """Check entities by the model of the package followthemoney.

    Every schema exists; every property is one of its schema and comes out of the model's cleaning unchanged; none that
    the schema requires is missing; every reference leads to an entity of the range the model allows.

    Raises:
        UsageError: the package is not installed.
        DatasetError: the first entity that does not fit, and why.

    """
    try:
        from followthemoney import model
        from followthemoney.exc import InvalidData
    except ModuleNotFoundError as error:
        message = "checking entities needs followthemoney, which is not installed: pip install 'levier[ftm]'"
        raise UsageError(message) from error
    schemata = {entity["id"]: model.get(entity["schema"]) for entity in entities}
    for entity in entities:
        schema = schemata[entity["id"]]
        wrong: list[str] = [] if schema else [f"no schema {entity['schema']!r}"]
        try:
            clean = model.get_proxy(entity, cleaned=False).to_dict()["properties"] if schema else {}
        except InvalidData as error:
            clean, wrong = {}, [str(error)]
        for name, values in entity["properties"].items() if schema and not wrong else ():
            prop = schema.get(name)
            if prop is None or sorted(clean.get(name, ())) != sorted(values):
                wrong.append(f"{name} {values} is read as {clean.get(name)}")
            elif prop.range is not None:
                ends = {value: schemata.get(value) for value in values}
                wrong += [
                    f"{name} {end} is no {prop.range.name}" for end, s in ends.items() if not (s and s.is_a(prop.range))
                ]
        wrong += [f"no {name}" for name in schema.required if name not in entity["properties"]] if schema else []
        if wrong:
            message = f"entity {entity['id']} does not fit FollowTheMoney: {'; '.join(wrong)}"
            raise DatasetError(message)

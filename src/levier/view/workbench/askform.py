"""The form of the page on autonomy: country, carriers, horizon, duration, limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import html

from levier.analysis.autonomy import ready_questions
from levier.errors import LevierError
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.system import System
    from levier.view.page import Page

__all__ = ["FIELDS", "asked_of", "autonomy_form", "field_id"]

FIELDS = ("country", "carriers", "by", "months", "limit", "sales")
YEARS_AHEAD, LATEST, MONTHS, WHOLE = 6, 2100, 12, 100.0


def autonomy_form(page: Page, asked: Mapping[str, Any] | None) -> list[Any]:
    """Return the form, filled with what was asked last, else with the package's own first question.

    Args:
        page: for names and language.
        asked: what the session asked last, if anything.
    """
    system, names, language = page.answers.system, page.names, page.language
    now = asked or _usual(system)
    table = system.package.table("countries")
    countries = [
        {"value": str(key), "label": names.country(key)} for key in table.loc[table["modelled"].astype(bool), "id"]
    ]
    carriers = [{"value": each, "label": names.family(each)} for each in moving_families(system)]
    limit = now.get("limit")
    whole = {"allowDecimal": False, "clampBehavior": "strict"}
    fields = [
        dmc.Select(
            id=field_id("country"), label=say("ask_country", language), allowDeselect=False, value=now.get("country"),
            data=sorted(countries, key=lambda each: each["label"]),
        ),
        dmc.NumberInput(
            id=field_id("by"), label=say("ask_by", language), value=now.get("by"), min=system.year, max=LATEST, **whole
        ),
        dmc.NumberInput(
            id=field_id("months"), label=say("ask_months", language), value=now.get("months"),
            min=1, max=MONTHS, **whole,
        ),
        dmc.NumberInput(
            id=field_id("limit"), label=say("ask_limit", language), description=say("ask_limit_hint", language),
            value="" if limit is None else WHOLE * float(limit), min=0, max=100,
            inputWrapperOrder=["label", "input", "description"],
        ),
    ]  # fmt: skip
    group = dmc.CheckboxGroup(
        dmc.Group([dmc.Checkbox(label=each["label"], value=each["value"]) for each in carriers], gap="sm"),
        id=field_id("carriers"), label=say("ask_carriers", language), value=list(now.get("carriers") or ()),
    )  # fmt: skip
    sales = dmc.Checkbox(
        id=field_id("sales"),
        label=say("ask_sales", language),
        checked=bool(now.get("sales")),
        mt=12,
    )
    start = dmc.Button(say("compute", language), id="ask-start")
    return [
        html.P(say("ask_about", language)),
        html.Div(fields, className="fields"),
        group,
        sales,
        html.P(say("ask_long", language), className="note"),
        html.Div(id="ask-wrong", role="alert", className="reason"),
        start,
    ]


def asked_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form asks, its limit as a share.

    >>> asked_of({"country": "KZ", "carriers": ["gas"], "by": 2030, "months": 12, "limit": 20})["limit"]
    0.2
    >>> asked_of({"limit": ""})["limit"] is None
    True
    """
    limit = values.get("limit")
    if limit in (None, ""):
        share: Any = None
    else:
        try:
            share = float(str(limit)) / WHOLE
        except ValueError:
            share = limit
    return {name: values.get(name) for name in FIELDS if name not in ("limit", "sales")} | {
        "limit": share,
        "sales": bool(values.get("sales")),
    }


def moving_families(system: System) -> list[str]:
    """Return the families of carriers that go from place to place: what stays where it is, nobody can close."""
    assets = system.assets
    return sorted(set(assets.loc[assets["kind"] == "corridor", "family"]))


def field_id(field: str) -> str:
    """Return the id of a field of the form."""
    return f"ask-{field}"


def _usual(system: System) -> dict[str, Any]:
    """The package's own first question; else the first modelled country."""
    try:
        ready = next(iter(ready_questions(system.package).values()), None)
    except LevierError:
        ready = None
    if ready is not None:
        return {
            "country": ready.country,
            "carriers": ready.families,
            "by": ready.horizon,
            "months": ready.months,
            "sales": ready.sales,
        }
    table = system.package.table("countries")
    country = next(iter(table.loc[table["modelled"].astype(bool), "id"]), None)
    families = moving_families(system)
    return {"country": country, "carriers": families[:1], "by": system.year + YEARS_AHEAD, "months": MONTHS}

"""Say in words what a shock does, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import get_month_names

from levier.view.spelling import french_signs

if TYPE_CHECKING:
    from levier.shock import Shock
    from levier.shock.model import Effect, Selector
    from levier.view.page import Page

__all__ = ["happens", "shock_name", "snapshot_name", "when"]


def shock_name(page: Page, shock: Shock) -> str:
    """Return the name of a shock in the page's language."""
    return french_signs(shock.name_fr) if page.language == "fr" and shock.name_fr else shock.name


def happens(page: Page, shock: Shock) -> list[str]:
    """Return one sentence an effect."""
    return [_effect(page, effect) for effect in shock.effects]


def when(page: Page, shock: Shock, year: int) -> str:
    """Return when a shock starts, how long it lasts, and how long is watched after it."""
    if shock.start == "peak":
        return page.say("at_peak")
    month = get_month_names("wide", locale=page.language)[shock.start]
    text = page.fill("window", month=month, year=year, months=shock.months)
    return text + (page.fill("recovery", months=shock.recovery) if shock.recovery else "")


def snapshot_name(page: Page, label: str) -> str:
    """Return the name of a snapshot; months after the turn of the year are marked.

    >>> snapshot_name(None, "2024-03")
    '2024-03'
    """
    base, plus, _ = label.partition("+")
    return f"{base} ({page.say('next_year')})" if plus else base


def _effect(page: Page, effect: Effect) -> str:
    chosen = _selected(page, effect.select)
    if effect.kind == "level":
        change = effect.change if effect.value is None else effect.value
        key = "level_change" if effect.value is None else "level_value"
        return page.fill(key, driver=page.names.thing(effect.driver), value=page.number(change).text)
    if effect.kind == "derate":
        whole = page.say("of_base" if effect.of == "base" else "of_capacity")
        return page.fill("derate", share=page.percent(effect.keep), whole=whole, chosen=chosen)
    if effect.kind == "cut":
        return page.fill("cut", chosen=chosen)
    return page.fill(effect.kind, factor=page.number(effect.factor).text, chosen=chosen)


def _selected(page: Page, select: Selector) -> str:
    names = page.names
    spoken = {
        "id": names.thing,
        "group": names.group,
        "territory": names.country,
        "operator": names.thing,
        "owner": names.thing,
        "shipper": names.thing,
        "carrier": names.carrier,
        "kind": page.say,
        "source": names.country,
        "target": names.country,
    }
    parts = []
    for field, name in spoken.items():
        chosen = getattr(select, field)
        if chosen:
            parts.append(page.fill(f"select_{field}", names=", ".join(name(key) for key in chosen)))
    return page.semicolon.join(parts)

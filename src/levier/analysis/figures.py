"""Published figures of a system, each a number with a name and a unit, so that they can be asked of many samples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from levier.analysis.balances import balance_table
from levier.analysis.closures import closures_of
from levier.analysis.dependence import Direction, observed_dependence
from levier.analysis.loss import loss_of
from levier.analysis.run import Runner
from levier.analysis.structural import structural_dependence
from levier.analysis.volumes import lost_by_country
from levier.sentence import Name, sentence

if TYPE_CHECKING:
    import pandas as pd

    from levier.shock import Shock
    from levier.system import System

__all__ = ["Balances", "Figure", "Losses", "NotReroutable", "Question", "Shares", "headline_questions"]

Topic = Literal["balances", "trade", "losses"]
TRADES = 6
VOLUMES = ("output", "imports", "exports", "use")


@dataclass(frozen=True)
class Figure:
    """One number.

    Attributes:
        topic: what it is part of.
        name: what it is, unique among the figures of a question.
        value: its value.
        unit: of the value.
    """

    topic: Topic
    name: str
    value: float
    unit: str


class Question(Protocol):
    """Something that can be asked of a system; it must survive being sent to another process.

    One with an attribute ``families`` that is not empty needs only the parts in which these flow.
    """

    def figures(self, system: System) -> Iterator[Figure]:
        """Give the figures of a system; one that is not given is 0, NaN is one that is not defined."""


@dataclass(frozen=True)
class Balances:
    """Output, imports, exports and use of every country and family of the base year.

    Attributes:
        families: only these; all if empty.
    """

    families: tuple[str, ...] = ()

    def figures(self, system: System) -> Iterator[Figure]:
        """Give one figure a country, family and volume."""
        for row in balance_table(system).to_dict("records"):
            if self.families and row["family"] not in self.families:
                continue
            for volume in VOLUMES:
                name = sentence(
                    "figure_balance",
                    "{volume} of {country}, {family}",
                    volume=Name(volume, "word", volume),
                    **_named(row["country"], row["family"]),
                )
                yield Figure("balances", name, float(row[volume]), str(row["unit"]))


@dataclass(frozen=True)
class Shares:
    """Observed shares of one trade, by partner, territory, operator and owner (methods 6).

    Attributes:
        country: whose trade.
        family: of carriers.
        direction: ``exports`` or ``imports``.
    """

    country: str
    family: str
    direction: Direction

    @property
    def families(self) -> tuple[str, ...]:
        """The family whose parts are enough."""
        return (self.family,)

    def figures(self, system: System) -> Iterator[Figure]:
        """Give one figure a dimension and key."""
        answer = observed_dependence(system, self.country, self.family, self.direction)
        if answer is None:
            return
        trade = _trade(self)
        volume = sentence("figure_volume", "{trade}: volume", trade=trade)
        yield Figure("trade", volume, float(answer.total), answer.unit)
        for row in answer.table.to_dict("records"):
            dimension, key = str(row["dimension"]), str(row["key"])
            name = sentence(
                "figure_share",
                "{trade}: share of {dimension} {key}",
                trade=trade,
                dimension=Name(dimension, "word", dimension),
                key=Name(key, "group" if dimension == "group" else "thing", key),
            )
            yield Figure("trade", name, 100.0 * float(row["share"]), "%")


@dataclass(frozen=True)
class NotReroutable:
    """What of a trade is lost after the best rerouting, with one territory closed (structural dependence, methods 6).

    Attributes:
        country: whose trade.
        family: of carriers.
        direction: ``exports`` or ``imports``.
        closed: the territory.
    """

    country: str
    family: str
    direction: Direction
    closed: str

    @property
    def families(self) -> tuple[str, ...]:
        """The family whose parts are enough."""
        return (self.family,)

    def figures(self, system: System) -> Iterator[Figure]:
        """Give the share that is lost; nothing if the territory has none of the family's flows."""
        part = system.part((self.family,))
        for closure in closures_of(part, "territory", [self.closed], self.family):
            shut = {self.closed: closure.shut}
            for found in structural_dependence(part, self.country, self.family, self.direction, shut):
                name = sentence(
                    "figure_lost",
                    "{trade}: not reroutable, {closed} closed",
                    trade=_trade(self),
                    closed=Name(self.closed, "country", self.closed),
                )
                yield Figure("trade", name, 100.0 * found.lost_share, "%")


@dataclass(frozen=True)
class Losses:
    """What shocks cost: losses in money by who bears them, and volumes lost (methods 7).

    Attributes:
        shocks: what happens, each by itself.
    """

    shocks: tuple[Shock, ...]

    def figures(self, system: System) -> Iterator[Figure]:
        """Give the loss of the whole system and of every country, and the output each country loses."""
        runners: dict[tuple[str, ...], Runner] = {}
        for shock in self.shocks:
            families = tuple(sorted(shock.families))
            part = system.part(families) if families and families not in runners else system
            runner = runners.setdefault(families, Runner(part))
            run = runner.run(shock)
            loss = loss_of(runner.system, run)
            named = Name(shock.name, "shock", shock.name_fr or shock.name)
            yield Figure("losses", sentence("figure_loss", "{shock}: loss of all", shock=named), loss.system, "M USD")
            for country, value in loss.by_country["loss"].items():
                bearer = Name(str(country), "country", country)
                name = sentence("figure_borne", "{shock}: loss of {country}", shock=named, country=bearer)
                yield Figure("losses", name, float(value), "M USD")
            for row in lost_by_country(runner.system, run).to_dict("records"):
                parts = _named(row["country"], row["family"])
                name = sentence("figure_output", "{shock}: {family} output lost in {country}", shock=named, **parts)
                yield Figure("losses", name, float(row["output_lost"]), str(row["unit"]))


def _trade(asked: Shares | NotReroutable) -> str:
    """Name a trade."""
    direction = Name(asked.direction, "word", asked.direction)
    parts = _named(asked.country, asked.family)
    return sentence("figure_trade", "{direction} of {country}, {family}", direction=direction, **parts)


def _named(country: object, family: object) -> dict[str, Name]:
    """Return a country and a family as names."""
    return {"country": Name(str(country), "country", country), "family": Name(str(family), "family", family)}


def headline_questions(observed: pd.DataFrame, shocks: Sequence[Shock]) -> list[Question]:
    """Ask what a report leads with: balances, the shares of the most concentrated trades, losses under its shocks.

    Args:
        observed: one row a country, family, direction, dimension and key, with ``share`` and ``total``.
        shocks: the shocks of the report.
    """
    crossed = observed[observed["dimension"] == "territory"].sort_values(["share", "total"], ascending=False)
    trades = crossed.drop_duplicates(["country", "family", "direction"]).head(TRADES)
    keys = list(trades[["country", "family", "direction", "key"]].itertuples(index=False, name=None))
    found: list[Question] = [Balances(), *(Shares(*key[:3]) for key in keys), *(NotReroutable(*key) for key in keys)]
    return [*found, *([Losses(tuple(shocks))] if shocks else [])]

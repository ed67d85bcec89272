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
                yield Figure(
                    "balances", f"{volume} of {row['country']}, {row['family']}", float(row[volume]), str(row["unit"])
                )


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
        trade = f"{self.direction} of {self.country}, {self.family}"
        yield Figure("trade", f"{trade}: volume", float(answer.total), answer.unit)
        for row in answer.table.to_dict("records"):
            name = f"{trade}: share of {row['dimension']} {row['key']}"
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
                trade = f"{self.direction} of {self.country}, {self.family}"
                yield Figure("trade", f"{trade}: not reroutable, {self.closed} closed", 100.0 * found.lost_share, "%")


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
            yield Figure("losses", f"{shock.name}: loss of all", loss.system, "M USD")
            for country, value in loss.by_country["loss"].items():
                yield Figure("losses", f"{shock.name}: loss of {country}", float(value), "M USD")
            for row in lost_by_country(runner.system, run).to_dict("records"):
                name = f"{shock.name}: {row['family']} output lost in {row['country']}"
                yield Figure("losses", name, float(row["output_lost"]), str(row["unit"]))


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

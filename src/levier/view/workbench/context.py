"""What all pages of the workbench share: the desk, maps drawn so far, names, rows by anchor; nothing about users."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from levier.analysis.desk import Helps, Jobs
from levier.shock import all_ready_made, ready_made
from levier.view.page import Page
from levier.view.sections.appendix import appendix
from levier.view.sections.flows import families_of
from levier.view.workbench.flowmap import BaseMap, base_map, mapped_families
from levier.view.workbench.pages import PAGES
from levier.view.workbench.state import State, read_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.analysis.desk import Desk, DeskAnswer
    from levier.shock import Shock
    from levier.view.cells import Row, Table
    from levier.view.words import Language

__all__ = ["Context", "Shown"]

KEPT = 48


@dataclass(frozen=True)
class Shown:
    """A state, answered.

    Attributes:
        page: the page it is shown on, with its evidence.
        shock, answer: None where nothing is cut.
    """

    state: State
    page: Page
    shock: Shock | None
    answer: DeskAnswer | None


class Context:
    """What the pages of one desk share; safe to use from many threads."""

    def __init__(self, desk: Desk) -> None:
        """Load nothing yet.

        Args:
            desk: the loaded system and what answers about it.
        """
        self.desk, self.jobs, self.helps = desk, Jobs(desk), Helps(desk)
        self._lock = threading.RLock()
        self._kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._static: dict[tuple[Any, ...], Any] = {}
        self._making: dict[tuple[Any, ...], threading.RLock] = {}

    def page(self, language: Language) -> Page:
        """Return the page of the base year."""
        found: Page = self.once(("page", language), lambda: Page(self.desk.answers, language))
        return found

    def page_for(self, name: str, language: Language, session: str) -> Page | None:
        """Return the page that shows what a session's job found; None where it asked for none that is done."""
        kind = PAGES[name].job
        if not kind:
            return self.once(("page", name, language), lambda: Page(self.desk.answers, language))
        job = self.jobs.get(kind, session)
        if job is None or job.status != "done":
            return None
        found = job.found
        return self.recent(("page", job.key, language), lambda: Page(replace(self.desk.answers, **found), language))

    def parts_for(self, name: str, page: Page, session: str) -> Any:
        """Return what stands on a page, made once for all who see the same."""
        if not PAGES[name].job:
            return self.once(("parts", name, page.language), lambda: PAGES[name].show(page))
        job = self.jobs.get(PAGES[name].job, session)
        key = job.key if job is not None else ""
        return self.recent(("parts", name, key, page.language), lambda: PAGES[name].show(page))

    def close(self) -> None:
        """End the desk and its jobs."""
        self.jobs.close()
        self.helps.close()
        self.desk.close()

    def families(self) -> list[str]:
        """Return the families that have a map, the first to show in front."""
        page = self.page("en")
        found: list[str] = self.once(("families",), lambda: mapped_families(page, families_of(page)))
        return found

    def groups(self, language: Language) -> dict[str, str]:
        """Return what can be cut: the name of each physical thing, by its id."""
        return self.once(("groups", language), lambda: self._groups(self.page(language)))

    def family_of(self, group: str) -> str:
        """Return the family of a physical thing; blank if it has none."""
        table = self.desk.answers.flows
        found = table.loc[table["group"] == group, "family"]
        return str(found.iloc[0]) if len(found) else ""

    def shocks(self) -> dict[str, Shock]:
        """Return the ready-made shocks by their key, in their order."""
        extras = self.desk.answers.system.package.extras
        return self.once(("shocks",), lambda: _keyed(extras))

    def state(self, query: str) -> State:
        """Read the query of an address.

        Raises:
            UsageError: it is none of this workbench.
        """
        return read_state(query, self.groups("en"), self.families(), self.shocks())

    def map(self, family: str, language: Language) -> BaseMap:
        """Return the map of a family, drawn once."""
        found: BaseMap = self.once(("map", family, language), lambda: base_map(self.page(language), family))
        return found

    def shown(self, state: State) -> Shown:
        """Answer a state.

        Raises:
            LevierError: the shock cannot be applied or solved.
        """
        shock = state.under(self.shocks()[state.shock]) if state.shock else state.to_shock()
        if shock is None:
            return Shown(state, self.page(state.language), None, None)
        made: Shown = self.recent(
            ("shown", shock.model_dump_json(), state.language), lambda: self._answered(state, shock)
        )
        return replace(made, state=state)

    def _answered(self, state: State, shock: Shock) -> Shown:
        answer = self.desk.answer(shock)
        answers = replace(self.desk.answers, stresses=[answer.stress])
        return Shown(state, Page(answers, state.language), shock, answer)

    def row(self, anchor: str, page: Page) -> tuple[Table, Row] | None:
        """Return the row with an anchor, and its table; of the base year's rows, else of those a page rests on."""
        known = self.once(("rows", page.language), lambda: _rows(Page(self.desk.answers, page.language)))
        found: tuple[Table, Row] | None = known.get(anchor)
        return found or _rows(page).get(anchor)

    def once(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """Return what a key stands for, made once, whoever asks."""
        with self._lock:
            lock = self._making.setdefault(key, threading.RLock())
        with lock:
            if key not in self._static:
                self._static[key] = make()
            return self._static[key]

    def recent(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """Return what a key stands for, made once, and forgotten when much else was asked since."""
        with self._lock:
            lock = self._making.setdefault(key, threading.RLock())
        with lock:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return self._kept[key]
            found = make()
            with self._lock:
                self._kept[key] = found
                while len(self._kept) > KEPT:
                    self._making.pop(self._kept.popitem(last=False)[0], None)
        return found

    def _groups(self, page: Page) -> dict[str, str]:
        table = self.desk.answers.flows
        table = table[~table["kind"].isin(("demand", "market"))]
        slots = self.desk.answers.system.topology.slots.index
        names = {str(group): page.names.group(str(group)) for group in [*table["group"], *slots] if group}
        return dict(sorted(names.items(), key=lambda item: item[1].casefold()))


def _keyed(extras: Any) -> dict[str, Shock]:
    from pathlib import PurePosixPath

    order = {shock.name: place for place, shock in enumerate(all_ready_made(extras))}
    keys = sorted({PurePosixPath(name).stem for name in extras if PurePosixPath(name).parent.name == "shocks"})
    found = {key: ready_made(extras, key) for key in keys}
    return dict(sorted(found.items(), key=lambda item: order[item[1].name]))


def _rows(page: Page) -> dict[str, tuple[Table, Row]]:
    return {row.anchor: (table, row) for _, _, table in appendix(page) for row in table.rows if row.anchor}

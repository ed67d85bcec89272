"""Every analysis there is: which answers hold it, and what of it was not computed, why, and which command does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from shlex import quote
from typing import TYPE_CHECKING, Any

from levier.analysis.strategic import modelled_states
from levier.sentence import Listing, Name, Sentence, sentence
from levier.system.enough import LeftOut, years_reported

if TYPE_CHECKING:
    from levier.analysis.answers import Answers

__all__ = ["ANALYSES", "Analysis", "Missing", "Reason", "not_computed"]

Reason = str
"""Key: ``not_asked``, ``slow``, ``beyond`` (a wider question than a report asks), ``failed``, ``no_data``."""
POSITIONAL = {"chokepoints", "claims", "intervals", "leverage", "report", "risk", "worst"}
"""Commands that take the package as a word; the others by ``--package``."""
TOLD = {"asked_triples", "asked_pair_interval", "asked_risk"}
"""Keys of questions whose failure stands with their analysis."""
YEARLESS = {"backtest", "claims"}
"""Commands that have no year."""
BEYOND, SLOW, ASKED, FAILED, NO_DATA = "beyond", "slow", "not_asked", "failed", "no_data"


@dataclass(frozen=True)
class Missing:
    """Something that was not computed.

    Attributes:
        what: key of what it is; ``values`` are put into its words.
        why: why not; ``told``: the message of what failed.
        command: that computes it; blank where nothing does.
    """

    what: str
    why: Reason
    command: str = ""
    told: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def _nothing(_: Answers) -> Iterator[Missing]:
    """An analysis of which an answer lacks nothing by chance."""
    yield from ()


@dataclass(frozen=True)
class Analysis:
    """One analysis.

    Attributes:
        key: its name, that of its command where it has one.
        fields: of :class:`levier.analysis.Answers` that hold it.
        missing: what of it some answers lack.
        beyond: what no report computes.
        part: package of `levier.analysis` that makes it, where its name is another one.
    """

    key: str
    fields: tuple[str, ...]
    missing: Callable[[Answers], Iterator[Missing]] = _nothing
    beyond: tuple[Missing, ...] = ()
    part: str = ""


def not_computed(answers: Answers) -> list[tuple[str, Missing]]:
    """Return what some answers lack: name of the analysis, and what of it.

    Args:
        answers: everything a report shows.
    """
    return [
        (analysis.key, replace(missing, command=_whole(answers, missing.command)))
        for analysis in ANALYSES
        for missing in (*analysis.missing(answers), *analysis.beyond)
    ]


def _whole(answers: Answers, command: str) -> str:
    """Return a command with the package and the year of the report, as it spells them; blank stays blank."""
    if not command:
        return ""
    system = answers.system
    package = quote(system.package.path.name or system.package.name)
    levier, name, *rest = command.split()
    words = [levier, name, *([package] if name in POSITIONAL else []), *rest]
    words += [] if name in POSITIONAL else ["--package", package]
    words += [] if name in YEARLESS or "--year" in rest else ["--year", str(system.year)]
    return " ".join(words)


def _failed(answers: Answers, *keys: str) -> str:
    """Return why something that was asked has no answer; blank where it was not asked."""
    return next((why for what, why in answers.unanswered.items() if _key(what) in keys), "")


def _short(answers: Answers, why: str) -> str:
    """Return a reason without the list of what the base year leaves out, which stands above once."""
    left = "; ".join(str(part) for part in answers.system.left_out)
    return why.replace(f" ({left})", "; see the base year") if left and left in why else why


def _key(what: str) -> str:
    return what.key if isinstance(what, Sentence) else ""


def _base(answers: Answers) -> Iterator[Missing]:
    system = answers.system
    counts: dict[tuple[str, ...], list[LeftOut]] = {}
    for part in system.left_out:
        counts.setdefault(part.families, []).append(part)
    for families, parts in counts.items():
        part = LeftOut(families, sum(each.reports for each in parts), sum(each.ends for each in parts))
        yield Missing("base_family", FAILED, told=part.said, values={"families": tuple(part.families)})
    others = [year for year in years_reported(system.package) if year != system.year]
    if others:
        yield Missing("other_years", BEYOND, f"levier report --year {others[-1]}", values={"year": system.year})


def _stress(answers: Answers) -> Iterator[Missing]:
    held = set(answers.system.assets["family"])
    known: dict[str, list[Name]] = {}
    for each in answers.failed:
        lacking = sorted(set(each.shock.families) - held)
        families = Listing(Name(family, "family", family) for family in lacking)
        short = sentence("not_in_base", "the base year holds nothing of {families}, see there", families=families)
        left = set(lacking) <= {family for part in answers.system.left_out for family in part.families}
        reason = short if lacking and left else each.reason
        known.setdefault(reason, []).append(Name(each.shock.name, "shock", each.shock.name_fr or each.shock.name))
    for reason, shocks in known.items():
        yield Missing("shock", FAILED, told=reason, values={"shock": Listing(shocks, "; ")})


def _chokepoints(answers: Answers) -> Iterator[Missing]:
    found = answers.chokepoints
    if isinstance(found, str):
        yield Missing("chokepoints", FAILED, "levier chokepoints", found)
    else:
        window = {"start": found.case.start, "end": found.case.end}
        yield Missing("other_window", BEYOND, "levier chokepoints --start 7 --months 1", values=window)


def _slow(answers: Answers, what: str, key: str) -> Missing:
    """Say of a part of a full report that it was not asked for, or why it failed."""
    why = _failed(answers, key)
    return Missing(what, FAILED, told=why) if why else Missing(what, SLOW, "levier report --full")


def _worst(answers: Answers) -> Iterator[Missing]:
    if answers.triples is None:
        yield _slow(answers, "triples", "asked_triples")


def _leverage(answers: Answers) -> Iterator[Missing]:
    if answers.pair is not None and answers.pair_intervals is None:
        yield _slow(answers, "pair_interval", "asked_pair_interval")


def _power(answers: Answers) -> Iterator[Missing]:
    known = {answer.family for answer in answers.power}
    left = tuple(sorted(set(answers.system.assets["family"]) - known))
    if left:
        yield Missing("games", BEYOND, "levier power --carrier CARRIER", values={"families": left})


def _autonomy(answers: Answers) -> Iterator[Missing]:
    known = {answer.question.country for answer in answers.autonomy}
    left = tuple(name for name in modelled_states(answers.system) if name not in known)
    if left and not answers.autonomy:
        yield Missing("autonomies", BEYOND, "levier autonomy COUNTRY", values={"countries": left})
    elif left and "full" not in answers.asked:
        yield Missing("autonomies", SLOW, "levier report --full", values={"countries": left})


def _risk(answers: Answers) -> Iterator[Missing]:
    why = _failed(answers, "asked_risk")
    if answers.risk is not None:
        yield Missing("other_risks", BEYOND, "levier risk --country COUNTRY --carrier CARRIER")
    elif why:
        yield Missing("risk", FAILED, told=why)
    else:
        yield Missing("risk", ASKED, "levier risk")


def _balance(answers: Answers) -> Iterator[Missing]:
    known = {answer.country for answer in answers.balance}
    left = tuple(name for name in modelled_states(answers.system) if name not in known)
    if left:
        yield Missing("balances", NO_DATA, values={"countries": left})


def _intervals(answers: Answers) -> Iterator[Missing]:
    if answers.uncertainty is None:
        yield Missing("samples", SLOW, "levier report --samples 300")
    elif len(answers.uncertainty.failed):
        reason = str(answers.uncertainty.failed["reason"].iloc[0])
        yield Missing("failed_samples", FAILED, told=reason, values={"count": len(answers.uncertainty.failed)})


def _backtest(answers: Answers) -> Iterator[Missing]:
    if answers.backtest is None:
        yield Missing("backtest", ASKED, "levier report")
        return
    for left in answers.backtest.left_out:
        yield Missing("event", NO_DATA, told=left.reason, values={"event": Name(left.name, "event", left.event)})


def _claims(answers: Answers) -> Iterator[Missing]:
    if answers.claims is None:
        yield Missing("claims", ASKED, "levier claims")


def _actors(answers: Answers) -> Iterator[Missing]:
    for what, why in answers.unanswered.items():
        if _key(what) in TOLD:
            continue
        yield Missing("unanswered", FAILED, told=_short(answers, why), values={"what": what})


ANALYSES: tuple[Analysis, ...] = (
    Analysis(
        "base",
        ("flows", "balances", "disagreements", "fit", "coverage", "as_of", "asked"),
        _base,
        (Missing("other_decks", BEYOND, "levier stress SHOCK --capacity paper --deck low"),),
    ),
    Analysis(
        "dependence",
        ("observed", "structural", "security"),
        beyond=(
            Missing("durations", BEYOND, "levier dependence COUNTRY CARRIER"),
            Missing("other_closures", BEYOND, "levier dependence COUNTRY CARRIER --closed ACTOR"),
        ),
    ),
    Analysis(
        "stress",
        ("stresses", "failed"),
        _stress,
        (Missing("own_shock", BEYOND, "levier stress --cut GROUP --months 3"),),
    ),
    Analysis("chokepoints", ("chokepoints",), _chokepoints),
    Analysis("worst", ("triples",), _worst, (Missing("quadruples", BEYOND, "levier worst -k 4"),)),
    Analysis(
        "leverage",
        ("leverage", "pair", "pair_intervals"),
        _leverage,
        (
            Missing("companies", BEYOND, "levier leverage --companies"),
            Missing("other_pairs", BEYOND, "levier leverage --by ACTOR --over COUNTRY"),
        ),
    ),
    Analysis(
        "sanction",
        ("sanctions",),
        beyond=(Missing("supposed", BEYOND, "levier sanction --designate ACTOR"),),
    ),
    Analysis("power", ("power",), _power),
    Analysis(
        "autonomy",
        ("autonomy",),
        _autonomy,
        (Missing("limits", BEYOND, "levier autonomy COUNTRY --by YEAR --limit SHARE"),),
    ),
    Analysis("risk", ("risk",), _risk, part="reliability"),
    Analysis("balance", ("balance",), _balance, (Missing("drift", BEYOND, "levier balance COUNTRY --since YEAR"),)),
    Analysis("intervals", ("uncertainty",), _intervals),
    Analysis("sobol", (), beyond=(Missing("sobol", SLOW, "levier intervals --sobol 8 --samples 64"),)),
    Analysis("backtest", ("backtest",), _backtest),
    Analysis("claims", ("claims",), _claims),
    Analysis("hourly", (), beyond=(Missing("hours", SLOW),)),
    Analysis("actors", ("unanswered",), _actors),
)
"""Every analysis, in the order of the report. What is not listed here is refused by the tests."""

"""All answers of one report, as it was asked for: the ordinary ones, and in full what is slow, kept as it is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from levier.analysis import autonomy
from levier.analysis.answers import Answers, build_answers
from levier.analysis.asking import Answer, ask
from levier.analysis.backtest import backtest, shipped_causes
from levier.analysis.cache import Cache
from levier.analysis.case import case_of
from levier.analysis.figures import Question, headline_questions
from levier.analysis.leverage import leverage_intervals
from levier.analysis.strategic import MONTHS, modelled_states, ready_autonomy
from levier.analysis.triples import worst_triples
from levier.analysis.uncertainty import Uncertainty, uncertainty_of
from levier.errors import LevierError, SolveError, UsageError
from levier.sentence import Listing, Name, said_by, sentence
from levier.shock import all_ready_made
from levier.system.sampling import check_draws

if TYPE_CHECKING:
    import numpy as np

    from levier.analysis.leverage import LeverageIntervals
    from levier.system import System
    from levier.system.sampling import Sampler

__all__ = ["FULL_SAMPLES", "Request", "compose"]

FULL_SAMPLES = 300
CHUNK = 50
"""Samples that are kept together: an interrupted report loses at most so many."""
Tell = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True)
class Request:
    """What a report is asked to hold.

    Attributes:
        backtest: run the back-test.
        samples: draws for the intervals; 0: none.
        seed: of the draws.
        full: also what is slow: intervals of the pair, autonomy of every country with options, the worst triples.
        workers: child processes.
    """

    backtest: bool = True
    samples: int = 0
    seed: int = 1
    full: bool = False
    workers: int = 2

    def __post_init__(self) -> None:
        """Refuse numbers out of range.

        Raises:
            UsageError: fewer than no samples, more than can be drawn, or a seed below 0.
        """
        if self.samples < 0:
            message = f"{self.samples} samples; 0 (none) or more are needed"
            raise UsageError(message)
        if self.drawn:
            check_draws(self.drawn, self.seed)

    @property
    def drawn(self) -> int:
        """Samples that are drawn: in full, 300 unless told otherwise."""
        return self.samples or (FULL_SAMPLES if self.full else 0)


def compose(system: System, request: Request, cache: Cache, progress: Tell | None = None) -> Answers:
    """Answer what a report is asked to hold.

    Args:
        system: one loaded year, all families.
        request: what it is asked to hold.
        cache: where answers are kept, so that a report that was interrupted goes on.
        progress: told what is being done.
    """
    tell = progress or (lambda _: None)
    shocks = all_ready_made(system.package.extras)
    answers = cache.get(
        system, "ordinary answers", lambda: build_answers(system, shocks, tell), lasting=lambda found: not found.failed
    )
    if request.backtest:
        causes = shipped_causes(system.package)
        run = partial(backtest, system.package, causes, workers=request.workers, progress=tell)
        answers = replace(answers, backtest=cache.get(system, "back-test", run))
    if request.drawn:
        answers = replace(answers, uncertainty=_intervals(answers, request, cache, tell))
    told = (("backtest", request.backtest), ("samples", request.drawn > 0), ("full", request.full))
    answers = replace(answers, asked=tuple(name for name, wanted in told if wanted))
    return _full(answers, request, cache, tell) if request.full else answers


def _intervals(answers: Answers, request: Request, cache: Cache, tell: Tell) -> Uncertainty:
    """Sample the headline figures."""
    questions = headline_questions(answers.observed, [answer.shock for answer in answers.stresses])
    return uncertainty_of(
        answers.system,
        questions,
        samples=request.drawn,
        seed=request.seed,
        workers=request.workers,
        progress=lambda done: tell(f"{done} of {request.drawn} samples"),
        asking=partial(_asked, cache, answers.system, f"{request.drawn} samples, seed {request.seed}, headlines"),
    )


def _asked(
    cache: Cache,
    system: System,
    about: str,
    sampler: Sampler,
    points: np.ndarray,
    questions: Sequence[Question],
    *,
    progress: Callable[[int], None] | None = None,
    **options: Any,
) -> dict[int, Answer]:
    """Ask samples a chunk at a time, and keep each chunk in which every sample was answered."""
    found: dict[int, Answer] = {}
    for start in range(0, len(points), CHUNK):
        chosen = points[start : start + CHUNK]
        told = None if progress is None else partial(_on, progress, start)
        find = partial(ask, sampler, chosen, questions, progress=told, **options)
        name = f"{about}, {start} to {start + len(chosen)}: {questions!r}"
        part = cache.get(system, name, find, lasting=_all_answered)
        found |= {start + number: answer for number, answer in part.items()}
        if progress is not None:
            progress(len(found))
    return found


def _all_answered(part: dict[int, Answer]) -> bool:
    """Whether no sample failed: a worker that died over one may live the next time."""
    return not any(isinstance(answer, str) for answer in part.values())


def _on(progress: Callable[[int], None], start: int, done: int) -> None:
    progress(start + done)


def _full(answers: Answers, request: Request, cache: Cache, tell: Tell) -> Answers:
    """Add what is slow; what has no answer is named with its reason."""
    system, failed = answers.system, dict(answers.unanswered)

    def answered(what: str, find: Callable[[], T], question: str = "") -> T | None:
        tell(what)
        kept = partial(cache.get, system, f"{what}: {question}", partial(_lasting_answer, find))
        found = _answer_or_reason(kept)
        if isinstance(found, _Reason):
            failed[what] = found.words
            return None
        return found

    triples = answered(
        sentence("asked_triples", "worst sets of three"),
        lambda: worst_triples(case_of(system), workers=request.workers),
    )
    further = [
        answered(name, partial(_autonomy, system, question), repr(question)) for name, question in _further(answers)
    ]
    pair = None
    if answers.pair is not None:
        ends = (answers.pair.actor, answers.pair.country)
        tell(f"{ends[0]} over {ends[1]}")
        sampled = _answer_or_reason(partial(_pair, system, ends, request, cache, tell))
        if isinstance(sampled, _Reason):
            sides = {side: Name(state, "country", state) for side, state in zip(("actor", "over"), ends, strict=True)}
            failed[sentence("asked_pair_interval", "intervals of {actor} over {over}", **sides)] = sampled.words
        else:
            pair = sampled
    every = (*answers.autonomy, *(each for each in further if each is not None))
    return replace(answers, unanswered=failed, triples=triples, pair_intervals=pair, autonomy=every)


@dataclass(frozen=True)
class _Reason:
    """Why there is no answer; kept like one, unless it is a solve that failed."""

    words: str


def _lasting_answer(find: Callable[[], T]) -> T | _Reason:
    """Return an answer, or a reason that will be the same the next time; a failed solve is raised, so not kept."""
    try:
        return find()
    except SolveError:
        raise
    except LevierError as error:
        return _Reason(said_by(error))


def _answer_or_reason(find: Callable[[], T]) -> T | _Reason:
    try:
        return find()
    except LevierError as error:
        return _Reason(said_by(error))


def _pair(system: System, ends: tuple[str, str], request: Request, cache: Cache, tell: Tell) -> LeverageIntervals:
    """Sample what both sides of the pair impose on each other."""
    return leverage_intervals(
        system,
        *ends,
        samples=request.drawn,
        seed=request.seed,
        months=(MONTHS,),
        workers=request.workers,
        progress=lambda done: tell(f"{ends[0]} over {ends[1]}, {done} of {request.drawn} samples"),
        asking=partial(_asked, cache, system, f"{request.drawn} samples, seed {request.seed}, pair"),
    )


def _further(answers: Answers) -> list[tuple[str, autonomy.Question]]:
    """Put the package's questions of autonomy to the other countries; each with its name."""
    asked = [answer.question for answer in answers.autonomy]
    known = {(each.country, each.families, each.horizon) for each in asked}
    found: dict[str, autonomy.Question] = {}
    for question in asked:
        for country in modelled_states(answers.system):
            key = (country, question.families, question.horizon)
            if key not in known:
                name = sentence(
                    "asked_other",
                    "autonomy of {country}, {families}, {horizon}",
                    country=Name(country, "country", country),
                    families=Listing(Name(family, "family", family) for family in question.families),
                    horizon=str(question.horizon),
                )
                found.setdefault(name, replace(question, country=country))
    return list(found.items())


def _autonomy(system: System, question: autonomy.Question) -> autonomy.Autonomy:
    """Answer a question of another country; none where it has no option."""
    answer = ready_autonomy(system, question)
    if answer.offers.empty:
        raise UsageError(
            sentence(
                "no_option",
                "no option of the package serves {country} by {horizon}",
                country=Name(question.country, "country", question.country),
                horizon=str(question.horizon),
            )
        )
    return answer

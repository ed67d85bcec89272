"""Countries, actors and options as the sentences of an autonomy answer name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.sentence import Listing, Name, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.analysis.autonomy.answer import Autonomy
    from levier.analysis.autonomy.offer import Offer
    from levier.sentence import Sentence

__all__ = ["built_said", "country_said", "names_said", "option_said"]

SHOWN = 6


def country_said(answer: Autonomy) -> Name:
    """Name the country asked about."""
    table = answer.system.package.table("countries").set_index("id")
    country = answer.question.country
    return Name(str(table.at[country, "name_en"]) or country, "country", country)


def names_said(answer: Autonomy, who: Sequence[str]) -> Sentence | Listing | Name:
    """Name a few actors, and say how many more; those whose closures are the same stand in one name."""
    known: dict[str, str] = {}
    for table in ("actors", "countries"):
        known |= {row["id"]: row["name_en"] for row in answer.system.package.table(table).to_dict("records")}
    ids = list(dict.fromkeys(actor for name in who for actor in name.split("; ")))
    if not ids:
        return sentence("autonomy_nobody_said", "nobody")
    parts = [Name(known.get(actor, "") or actor, "thing", actor) for actor in ids[:SHOWN]]
    if len(ids) > SHOWN:
        more = sentence("autonomy_more", "{count:d} more", count=len(ids) - SHOWN)
        return sentence("autonomy_and", "{first} and {last}", first=Listing(parts), last=more)
    if len(parts) == 1:
        return parts[0]
    return sentence("autonomy_and", "{first} and {last}", first=Listing(parts[:-1]), last=parts[-1])


def option_said(offer: Offer) -> Name:
    """Name an option."""
    return Name(offer.name_en or offer.name, "option", offer.name)


def built_said(offers: Sequence[Offer], shares: Mapping[str, float]) -> Sentence | Listing:
    """Name what is built, with its share where it is not whole."""
    if not shares:
        return sentence("autonomy_none_built", "nothing more built")
    named = {offer.name: option_said(offer) for offer in offers}
    return Listing(
        (
            named[name]
            if share == 1.0
            else sentence("autonomy_in_part", "{option} ({share:.0%})", option=named[name], share=share)
            for name, share in shares.items()
        ),
        between="; ",
    )

"""What figures without a row of their own rest on, in English and French."""

from __future__ import annotations

__all__ = ["BASES"]

BASES: dict[str, tuple[str, str]] = {
    "basis_balance": (
        "Flows at home, across the border and bought abroad; sums follow from their reconciled volumes.",
        "Flux intérieurs, transfrontaliers et achats ; les sommes résultent des volumes réconciliés.",
    ),
    "basis_ways": (
        "The flows this share is traced through; volumes are the reconciled ones.",
        "Les flux par lesquels cette part est tracée ; volumes réconciliés.",
    ),
    "basis_shock": (
        "Flows that differ from the base year under the shock, and the stated prices they are valued at.",
        "Flux qui diffèrent de l’année de base sous le choc, et les prix retenus.",
    ),
    "basis_stakes": (
        "Stakes multiplied along the chain of owners.",
        "Participations multipliées le long de la chaîne.",
    ),
}

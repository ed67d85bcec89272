"""French of the links between an actor and what it can close."""

from __future__ import annotations

__all__ = ["CHAIN"]

CHAIN: dict[str, str] = {
    "holds": "{who} : {amount} {of}",
    "votes": "{who} : {amount} {of}",
    "together": "{who}, ensemble : {amount} {of}",
    "majority": "majorité ({amount})",
    "of": "de {held}",
    "of votes": "des voix de {held}",
    "is said to hold a majority of": "{who} : majorité de {held}, selon des rapports",
    "operates": "{who} : exploitant de {held}",
    "stands on": "{who}, territoire : {held}",
    "crosses": "{who}, territoire traversé : {held}",
    "delivers to": "{who}, marché desservi : {held}",
}
"""By relation (`levier.system.control.link`); names stand without an article, so sentences do without verbs."""

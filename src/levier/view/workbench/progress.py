"""A bar of progress: how much is done where that is known, moving where it is not."""

from __future__ import annotations

from dash import html

__all__ = ["bar"]


def bar(done: int, total: int, label: str) -> html.Div:
    """Return a bar.

    Args:
        done: how much is done.
        total: of how much; 0 or less: nobody knows.
        label: what is under way, for those who hear the page.
    """
    marked: dict[str, object] = {"role": "progressbar", "aria-label": label}
    if total <= 0:
        return html.Div(html.Div(className="moving"), className="bar-of", **marked)
    percent = round(100 * min(1.0, max(0.0, done / total)))
    marked |= {"aria-valuenow": percent, "aria-valuemin": 0, "aria-valuemax": 100}
    return html.Div(html.Div(style={"width": f"{percent}%"}), className="bar-of", **marked)

"""The front page: what `levier --help` shows, without loading what parses commands."""

from __future__ import annotations

import shutil
import textwrap

__all__ = ["ABOUT", "COMMANDS", "FRONT", "front_page"]

ABOUT = (
    "Who depends on whom in cross-border energy and trade, what breaks when a corridor is cut, "
    "and who pays: computed, with sources."
)
COMMANDS = {
    "check": "Validate a data package: every problem, with file, row, field and what is allowed.",
    "base": "Show the base year: fit of the reports, balances, flows with 90 % intervals.",
    "stress": "Apply a shock: losses by country, volumes, rerouting, what binds, stocks.",
    "chokepoints": "Find what does most harm when closed, alone and in pairs: by damage, country, carrier.",
    "dependence": "Show what a country's exports or imports hang on: shares, closures, N-1, flexibility.",
    "leverage": "Show who can impose losses on whom by closing what it controls, at what own loss.",
    "sanction": "Follow designations through ownership: who is reached or spared, licences, what would be lost.",
    "balance": "Show among whom a country's ties are shared out: shares by domain and partner, drift, your weights.",
    "power": "Divide a carrier's joint surplus: Shapley value, nucleolus, what projects are worth to whom.",
    "autonomy": "Find the least-cost investments that leave no single actor more than a limit to impose.",
    "risk": "Weigh outages by their probability: expected loss and volume not served, and the tail.",
    "sweep": "Cut every set of up to k assets, of a data package or of any PyPSA network, exactly.",
    "worst": "Find the sets of up to k assets that do most damage, with a proof.",
    "intervals": "Sample every input within its uncertainty: 90 % intervals of figures, and what drives them.",
    "backtest": "Score the model on events it did not know, misses first; or predict what a new cause would do.",
    "claims": "Check claims of the press: holds, holds otherwise, does not hold, cannot be checked, with sources.",
    "report": "Write the report: map, balances, disagreements, dependence, chokepoints, shocks, sources.",
    "serve": "Open the workbench in a browser: cut a corridor on the map, see who loses what.",
    "export": "Write the calibrated network (netCDF, CSV) or the data package (zip).",
    "diff": "Compare two data packages or two answers.",
}
# What is typed after `levier` to see this page.
FRONT: tuple[list[str], ...] = ([], ["--help"], ["-h"])
MARGIN = 2
NARROW, WIDE = 40, 100


def front_page(width: int | None = None) -> str:
    """Lay out the commands, one paragraph each.

    Args:
        width: of the page in characters; that of the terminal if not given.

    Returns:
        The page, its last line ended.

    Example:
        >>> print(front_page(80).splitlines()[0])
        Usage: levier COMMAND
    """
    width = min(max(width or shutil.get_terminal_size().columns, NARROW), WIDE)
    entries = {**COMMANDS, "--help (-h)": "Show this page; after a command, its options.", "--version": "The version."}
    column = max(map(len, entries)) + 2 * MARGIN
    lines = ["Usage: levier COMMAND", "", *textwrap.wrap(ABOUT, width), "", "Commands"]
    for name, line in entries.items():
        head = f"{'':{MARGIN}}{name}".ljust(column)
        lines += textwrap.wrap(line, width, initial_indent=head, subsequent_indent=" " * column)
    return "\n".join(lines) + "\n"

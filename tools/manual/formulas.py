r"""Formulas as drawings: TeX becomes SVG when the pages are built, no script at view time.

A fence of kind ``math`` holds displayed formulas, one a line; ``\(x\)`` stands in a sentence.
"""

from __future__ import annotations

import html
import io
import re

__all__ = ["drawn", "with_formulas"]

FENCE = re.compile(r"^```math\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"\\\((.+?)\\\)", re.DOTALL)
NAMED = re.compile(r'(id="|xlink:href="#|url\(#)')
NOISE = re.compile(
    r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->|<defs>\s*</defs>|<\?xml.*?\?>|<!DOCTYPE.*?>", re.DOTALL
)
SIZE = 12
"""Points of the letters drawn."""
EM = 10.5
"""Points that make one em of the page: letters with serifs look smaller, so they are drawn larger."""
MARK = "#010203"


def with_formulas(text: str) -> str:
    """Replace every formula of a page by its drawing."""
    count = iter(range(10_000))

    def block(found: re.Match[str]) -> str:
        lines = [line.strip() for line in found.group(1).splitlines() if line.strip()]
        pictures = "".join(drawn(line, f"f{next(count)}-") for line in lines)
        return f'<div class="formula">{pictures}</div>'

    text = FENCE.sub(block, text)
    return INLINE.sub(lambda found: drawn(" ".join(found.group(1).split()), f"f{next(count)}-"), text)


def drawn(tex: str, prefix: str = "") -> str:
    """Draw one formula (the TeX that Matplotlib knows) in the colour of the text around.

    Args:
        tex: the formula; kept as its name for those who do not see it.
        prefix: of the ids inside, which must differ on one page.

    Raises:
        ValueError: TeX that cannot be drawn.
    """
    import matplotlib as mpl
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import MathTextParser, math_to_image

    settings = {"svg.hashsalt": "levier", "mathtext.fontset": "stix", "savefig.transparent": True}
    with mpl.rc_context(settings):
        font, file = FontProperties(size=SIZE), io.StringIO()
        math_to_image(f"${tex}$", file, prop=font, format="svg", color=MARK)
        width, height, depth, *_ = MathTextParser("path").parse(f"${tex}$", 72, font)
    svg = NOISE.sub("", file.getvalue())
    inside = re.sub(r"\s+", " ", svg[svg.index(">", svg.index("<svg")) + 1 :]).replace("> <", "><").strip()
    inside = NAMED.sub(lambda found: f"{found.group(1)}{prefix}", inside).replace(MARK, "currentColor")
    box = re.search(r'viewBox="([^"]+)"', svg)
    view = box.group(1) if box else f"0 0 {width} {height}"
    style = f"width:{width / EM:.3f}em;height:{height / EM:.3f}em;vertical-align:{-depth / EM:.3f}em"
    name = html.escape(tex, quote=True).replace("*", "&#42;").replace("_", "&#95;")
    head = f'<svg class="math" role="img" aria-label="{name}" viewBox="{view}" style="{style}"'
    return f'{head} xmlns:xlink="http://www.w3.org/1999/xlink">{inside}'

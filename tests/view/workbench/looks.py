"""What a page must not look like: scripts that name what overflows, is cut off, overlaps, or bars the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["barriers", "faults"]

OVERFLOWING = """() => [...document.querySelectorAll('body *')].filter(each =>
    !each.closest('.scroll, svg, .unseen, nav, .carriers, .skip, .modebar, #map-box, .wide')
    && each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
    .map(each => 'overflows: ' + each.outerHTML.slice(0, 160)).slice(0, 5)"""
CUT_OFF = """() => [...document.querySelectorAll(
    'td, th, p, li, h1, h2, h3, figcaption, summary, button, label, dd, dt')].filter(each =>
    each.checkVisibility() && !each.closest('svg, .unseen, nav')
    && getComputedStyle(each).display !== 'inline' && each.scrollWidth > each.clientWidth + 2)
    .map(each => 'cut off: ' + each.outerHTML.slice(0, 160)).slice(0, 5)"""
OVERLAPPING = """() => {
  const seen = [], near = [...document.querySelectorAll(
    'h1, h2, h3, p, figcaption > span, button, label, summary, li, th, td, a, input, dt, dd')].filter(each =>
    !each.closest('svg, .unseen, .skip, .modebar') && each.checkVisibility() && each.textContent.trim()
    && each.getBoundingClientRect().top < 6000);
  const boxes = near.map(each => each.getBoundingClientRect());
  near.forEach((a, i) => {
    for (let j = i + 1; j < near.length && j < i + 60; j += 1) {
      const b = near[j];
      const wide = Math.min(boxes[i].right, boxes[j].right) - Math.max(boxes[i].left, boxes[j].left);
      const tall = Math.min(boxes[i].bottom, boxes[j].bottom) - Math.max(boxes[i].top, boxes[j].top);
      if (wide > 2 && tall > 3 && !a.contains(b) && !b.contains(a)) {
        seen.push('overlap: ' + a.outerHTML.slice(0, 90) + ' | ' + b.outerHTML.slice(0, 90));
      }
    }
  });
  return seen.slice(0, 5);
}"""
CHARTS = """() => [...document.querySelectorAll('.js-plotly-plot')].filter(each => each.checkVisibility()).flatMap(
  plot => ['.xtick text', '.ytick text', '.legendtext'].flatMap(kind => {
    const boxes = [...plot.querySelectorAll(kind)].map(each => each.getBoundingClientRect());
    return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => !kind.startsWith('.xtick')
      && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
      .map(() => 'in a chart: ' + kind + ' of ' + plot.closest('figure').textContent.slice(0, 60)));
  })).slice(0, 5)"""
SCRIPTS = (OVERFLOWING, CUT_OFF, OVERLAPPING, CHARTS)
MODERATE = ("landmark-unique", "landmark-one-main", "heading-order", "region")
"""Findings of lesser weight that are not let through either."""


def faults(page: Page, width: int) -> list[str]:
    """Name what is wrong with how a page stands at its width."""
    found = [each for script in SCRIPTS for each in page.evaluate(script)]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return found if wide <= width else [*found, f"the page is {wide} px wide at {width}"]


def barriers(page: Page) -> list[str]:
    """Name what axe finds that bars somebody's way."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    held = [each for each in found if each["impact"] in ("serious", "critical") or each["id"] in MODERATE]
    return [f"{each['id']}: {[node['html'][:140] for node in each['nodes']][:3]}" for each in held]

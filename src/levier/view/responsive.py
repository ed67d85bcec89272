"""Fit a map to its page: a small script, run in the page, that picks labels and widths by the room there is."""

from __future__ import annotations

from typing import Any

__all__ = ["MAP_CONFIG", "MAP_SCRIPT", "map_html"]

MAP_CONFIG: dict[str, Any] = {
    "responsive": False,
    "displaylogo": False,
    "scrollZoom": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
}
"""Plotly configuration of every map; the script below does the fitting, Plotly's own would undo it."""

MAP_SCRIPT = """
(function () {
  var plot = document.getElementById('{plot_id}'), meta = plot.layout.meta.levier, last = null;
  function fit() {
    var room = plot.parentNode.clientWidth;
    if (!room || room === last) { return; }
    last = room;
    var tall = Math.min(room * meta.ratio, meta.tallest), wide = tall / meta.ratio, size = meta.sizes[0];
    meta.sizes.forEach(function (each) { if (each.width <= wide) { size = each; } });
    function scaled(value, by) {
      return Array.isArray(value) ? value.map(function (each) { return scaled(each, by); }) : value * by;
    }
    var height = Math.round(tall + size.bottom + meta.top);
    var layout = {annotations: size.annotations, width: room, height: height, 'margin.b': size.bottom,
      'xaxis.range': meta.x.slice(), 'yaxis.range': meta.y.slice(), dragmode: room < 600 ? false : 'pan'};
    plot.style.height = height + 'px';
    plot.parentNode.style.height = 'auto';
    var lines = {'line.width': scaled(meta.line_widths, size.line)};
    Plotly.update(plot, lines, layout, meta.line_traces).then(function () {
      Plotly.restyle(plot, {'marker.size': scaled(meta.marker_sizes, size.mark)}, meta.marker_traces);
    });
  }
  plot.fit = fit;
  fit();
  new ResizeObserver(fit).observe(plot.parentNode);
}());
"""
"""Pass as `post_script` to `Figure.to_html`; `{plot_id}` is filled by Plotly."""


def map_html(figure: Any, plot_id: str) -> str:
    """Return a map as an HTML fragment without plotly.js, which the page holds once.

    >>> import plotly.graph_objects as go
    >>> 'id="oil"' in map_html(go.Figure(), "oil")
    True
    """
    fragment: str = figure.to_html(
        full_html=False, include_plotlyjs=False, div_id=plot_id, config=MAP_CONFIG, post_script=MAP_SCRIPT
    )
    return fragment

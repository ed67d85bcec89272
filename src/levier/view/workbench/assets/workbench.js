(function () {
  'use strict';
  function scaled(value, by) {
    return Array.isArray(value) ? value.map(function (each) { return scaled(each, by); }) : value * by;
  }
  // Lay what a shock changes over the base map: widths, dashes, colours, words; pale ghosts of what flowed before.
  function overlaid(data, over) {
    over.lines.forEach(function (change) {
      var trace = data[change[0]];
      data[change[0]] = Object.assign({}, trace, {
        line: Object.assign({}, trace.line, {width: change[1], dash: change[2], color: change[4]}),
        opacity: change[3], hovertemplate: change[5] + '<extra></extra>'
      });
    });
    if (over.arrow >= 0) { data[over.arrow] = over.arrows; }
    over.ghosts.forEach(function (ghost) {
      var trace = data[ghost[0]];
      data.push({type: 'scatter', mode: 'lines', x: trace.x, y: trace.y, hoverinfo: 'skip', showlegend: false,
        opacity: 0.22, meta: 'flow', line: {color: '#b3261e', width: ghost[1], dash: 'solid'}});
    });
    return data;
  }
  function fit(base, over, told, family) {
    var box = document.getElementById('map-box'), width = (box && box.clientWidth) || told;
    if (!base || !base.layout || !base.layout.meta || !width) { return window.dash_clientside.no_update; }
    var meta = base.layout.meta.levier, size = meta.sizes[0];
    var tall = Math.min(width * meta.ratio, meta.tallest), wide = tall / meta.ratio;
    meta.sizes.forEach(function (each) { if (each.width <= wide) { size = each; } });
    var data = base.data.slice();
    if (over && over.family === family) { data = overlaid(data, over); }
    data = data.map(function (trace) {
      if (trace.meta === 'flow') {
        return Object.assign({}, trace, {line: Object.assign({}, trace.line, {width: trace.line.width * size.line})});
      }
      if (trace.meta === 'mark') {
        var marker = trace.marker, sizes = marker.size;
        if (sizes && sizes.bdata) { sizes = unpacked(sizes); }
        return Object.assign({}, trace, {marker: Object.assign({}, marker, {size: scaled(sizes, size.mark)})});
      }
      return trace;
    });
    var layout = Object.assign({}, base.layout, {
      annotations: size.annotations, width: width, height: Math.round(tall + size.bottom + meta.top), autosize: false,
      margin: Object.assign({}, base.layout.margin, {b: size.bottom}), dragmode: width < 600 ? false : 'pan',
      uirevision: family, xaxis: Object.assign({}, base.layout.xaxis, {range: meta.x.slice()}),
      yaxis: Object.assign({}, base.layout.yaxis, {range: meta.y.slice()})
    });
    return {data: data, layout: layout};
  }
  var KINDS = {f8: Float64Array, f4: Float32Array, i1: Int8Array, i2: Int16Array, i4: Int32Array, u1: Uint8Array};
  function unpacked(packed) {
    var raw = atob(packed.bdata), bytes = new Uint8Array(raw.length);
    for (var at = 0; at < raw.length; at += 1) { bytes[at] = raw.charCodeAt(at); }
    return Array.from(new KINDS[packed.dtype](bytes.buffer));
  }
  function tongue(language) {
    if (language) { document.documentElement.lang = language; watch(); }
    return window.dash_clientside.no_update;
  }
  // On a narrow screen the links scroll sideways: the page one is on is brought into view.
  function reveal() {
    setTimeout(function () {
      var here = document.querySelector('.bar nav [aria-current]'), nav = here && here.closest('nav');
      if (nav && nav.scrollWidth > nav.clientWidth) {
        nav.scrollLeft += here.getBoundingClientRect().left - nav.getBoundingClientRect().left - nav.clientWidth / 3;
      }
    }, 60);
    return window.dash_clientside.no_update;
  }
  function copy(clicks, language) {
    if (!clicks) { return window.dash_clientside.no_update; }
    var words = {en: 'Copied', fr: 'Copié'}[language] || 'Copied';
    if (!navigator.clipboard) { return location.href; }
    return navigator.clipboard.writeText(location.href).then(function () { return words; },
      function () { return location.href; });
  }
  var watched = null;
  function watch() {
    var box = document.getElementById('map-box');
    if (!box) { setTimeout(watch, 50); return; }
    if (box === watched) { return; }
    watched = box;
    new ResizeObserver(function () {
      if (box.clientWidth) { window.dash_clientside.set_props('map-width', {data: box.clientWidth}); }
    }).observe(box);
  }
  document.addEventListener('keydown', function (event) {
    var panel = document.getElementById('panel');
    if (event.key === 'Escape' && panel && !panel.hidden) { location.hash = ''; }
  });
  // Save the figure a button stands in, as it is drawn; PNG at twice the size of the screen.
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-save]'), figure = button && button.closest('figure');
    var plot = figure && figure.querySelector('.js-plotly-plot');
    if (!plot || !window.Plotly) { return; }
    var title = (button.parentNode.previousSibling || {}).textContent || '';
    var shape = {format: button.dataset.save, width: plot.clientWidth, height: plot.clientHeight,
      scale: button.dataset.save === 'png' ? 2 : 1};
    var titled = {data: plot.data, layout: Object.assign({}, plot.layout, {paper_bgcolor: '#ffffff'})};
    window.Plotly.downloadImage(titled, Object.assign({filename: named(button.dataset.name, title)}, shape));
  });
  function named(name, title) {
    var plain = title.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-');
    return (name + '-' + plain).replace(/^-+|-+$/g, '').slice(0, 80);
  }
  window.dash_clientside = Object.assign({}, window.dash_clientside, {workbench: {fit: fit, tongue: tongue, reveal: reveal, copy: copy}});
}());

(function () {
  'use strict';
  var root = document.documentElement, query = new URLSearchParams(location.search);
  var printing = query.has('print'), rows = query.get('print') === 'rows';
  var PAGE = 680;

  function openAround(hash) {
    var target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target) { return; }
    for (var at = target; at; at = at.parentElement) { if (at.tagName === 'DETAILS') { at.open = true; } }
    target.scrollIntoView();
  }
  window.addEventListener('hashchange', function () { openAround(location.hash); });
  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[href^="#"]');
    if (link && link.getAttribute('href') === location.hash) { openAround(location.hash); }
  });

  var filter = document.querySelector('.filter');
  if (filter) {
    var listed = Array.prototype.slice.call(document.querySelectorAll('table.filtered tbody tr'));
    var search = filter.querySelector('input'), count = filter.querySelector('output'), family = '';
    var apply = function () {
      var words = search.value.trim().toLowerCase(), shown = 0;
      listed.forEach(function (row) {
        var fits = (!family || row.dataset.family === family) && (!words || row.textContent.toLowerCase().indexOf(words) >= 0);
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      count.textContent = shown + ' / ' + listed.length;
    };
    filter.hidden = false;
    filter.addEventListener('click', function (event) {
      var button = event.target.closest('button');
      if (!button) { return; }
      family = button.dataset.family;
      filter.querySelectorAll('button').forEach(function (each) { each.setAttribute('aria-pressed', String(each === button)); });
      apply();
    });
    search.addEventListener('input', apply);
    apply();
  }

  // Chapters print open; long folded tables print only if the reader opened them, the rows only if asked for.
  if (rows) { root.classList.add('rows'); }
  function unfold() {
    document.querySelectorAll(rows ? 'details.country, #rows > details' : 'details.country').forEach(function (each) { each.open = true; });
  }
  // Printed without colour, lines are told apart by their dashes, and bars by how dark they are.
  var DASHES = ['solid', 'dash', 'dashdot', 'longdash', 'longdashdot', '8px 2px 2px 2px'];
  var SHADES = ['#16324f', '#c5d3e2', '#6f94ba', '#f1dcae', '#a3611f', '#ffffff'];
  function legible(data) {
    var kinds = {};
    data.forEach(function (trace) {
      var key = trace.legendgroup || trace.name || '';
      if (!(key in kinds)) { kinds[key] = Object.keys(kinds).length; }
    });
    data.forEach(function (trace) {
      var number = kinds[trace.legendgroup || trace.name || ''], count = Object.keys(kinds).length;
      if (trace.type === 'bar' && trace.marker && !Array.isArray(trace.marker.color)) {
        if (count > 1 && count <= SHADES.length) { trace.marker.color = SHADES[number]; delete trace.marker.pattern; }
        trace.marker.line = {width: 0.6, color: '#000'};
      } else if (trace.line && !trace.line.dash && /lines/.test(trace.mode || 'lines')) {
        trace.line.dash = DASHES[number % DASHES.length];
      }
    });
  }

  var scripts = Array.prototype.slice.call(document.querySelectorAll('script[data-for]'));
  function drawOne(script, paper) {
    var figure = JSON.parse(script.textContent), plot = document.getElementById(script.dataset.for);
    if (paper) {
      figure.layout.width = Math.min(PAGE, plot.parentNode.clientWidth || PAGE);
      legible(figure.data);
    }
    Plotly.newPlot(plot, figure.data, figure.layout, {responsive: !paper, displayModeBar: false, staticPlot: paper});
  }
  function redraw(paper) {
    document.querySelector('main').style.width = paper ? PAGE + 'px' : '';
    root.classList.toggle('paper', paper);
    if (paper) { unfold(); }
    document.querySelectorAll('.js-plotly-plot').forEach(function (plot) { if (plot.fit) { plot.fit(); } });
    scripts.forEach(function (script) { drawOne(script, paper); });
  }

  var waiting = scripts.slice();
  function draw() {
    var script = waiting.shift();
    if (!script) { root.dataset.ready = 'yes'; openAround(location.hash); return; }
    drawOne(script, false);
    setTimeout(draw, 0);
  }
  if (printing) {
    redraw(true);
    root.dataset.ready = 'yes';
  } else {
    window.addEventListener('beforeprint', function () { redraw(true); });
    window.addEventListener('afterprint', function () { redraw(false); });
    draw();
  }
}());

(function () {
  'use strict';
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
    var rows = Array.prototype.slice.call(document.querySelectorAll('table.filtered tbody tr'));
    var search = filter.querySelector('input'), count = filter.querySelector('output'), family = '';
    var apply = function () {
      var words = search.value.trim().toLowerCase(), shown = 0;
      rows.forEach(function (row) {
        var fits = (!family || row.dataset.family === family) && (!words || row.textContent.toLowerCase().indexOf(words) >= 0);
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      count.textContent = shown + ' / ' + rows.length;
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

  var waiting = Array.prototype.slice.call(document.querySelectorAll('script[data-for]'));
  function draw() {
    var script = waiting.shift();
    if (!script) { document.documentElement.dataset.ready = 'yes'; openAround(location.hash); return; }
    var figure = JSON.parse(script.textContent), plot = document.getElementById(script.dataset.for);
    Plotly.newPlot(plot, figure.data, figure.layout, {responsive: true, displayModeBar: false});
    setTimeout(draw, 0);
  }
  draw();
}());

// Signals on one shared time axis: drag to zoom, double click for all, the cursor moves in every chart.
(function () {
  "use strict";
  var holder = document.getElementById("charts");
  if (!holder || !window.uPlot) { return; }
  var style = getComputedStyle(document.documentElement);
  function color(name) { return style.getPropertyValue(name).trim(); }
  var zone = document.body.dataset.zone;
  var flags = Array.prototype.map.call(document.querySelectorAll("#flags [data-flag]"), function (item) {
    return { at: Number(item.dataset.flag) / 1000, title: item.textContent };
  });
  var sync = uPlot.sync("machine");
  var plots = [];

  var zoomed = null;
  var clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  var day = new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: zone, day: "numeric", month: "short" });
  function times(plot, splits) {
    var last = "";
    return splits.map(function (seconds) {
      var at = new Date(seconds * 1000);
      var date = day.format(at);
      var text = clock.format(at) + (date === last ? "" : "\n" + date);
      last = date;
      return text;
    });
  }

  // All charts of a page span the same time, unless someone zooms.
  function span(figure, low, high) {
    if (zoomed) { return zoomed; }
    if (holder.dataset.from) { return [Date.parse(holder.dataset.from) / 1000, Date.parse(holder.dataset.to) / 1000]; }
    var last = Math.max(Number(figure.dataset.end || 0), Number(figure.dataset.until || 0)) / 1000;
    return [low, Math.max(high, Math.min(last, high + (high - low)))];
  }

  function marks(figure) {
    var limits = Array.prototype.map.call(figure.querySelectorAll("[data-limit]"), function (item) {
      return Number(item.dataset.limit);
    });
    return function (plot) {
      var ctx = plot.ctx;
      ctx.save();
      ctx.lineWidth = 1;
      ctx.strokeStyle = color("--critical");
      ctx.setLineDash([6, 4]);
      limits.forEach(function (limit) {
        var y = Math.round(plot.valToPos(limit, "y", true));
        if (y >= plot.bbox.top && y <= plot.bbox.top + plot.bbox.height) {
          ctx.beginPath(); ctx.moveTo(plot.bbox.left, y); ctx.lineTo(plot.bbox.left + plot.bbox.width, y); ctx.stroke();
        }
      });
      ctx.setLineDash([]);
      band(plot, figure.dataset.early, figure.dataset.until, "--critical", 0.18);
      band(plot, figure.dataset.begin, figure.dataset.end, "--good", 0.35);
      ctx.strokeStyle = color("--accent");
      ctx.fillStyle = color("--accent");
      flags.forEach(function (flag) {
        var x = Math.round(plot.valToPos(flag.at, "x", true));
        if (x >= plot.bbox.left && x <= plot.bbox.left + plot.bbox.width) {
          ctx.beginPath(); ctx.moveTo(x, plot.bbox.top); ctx.lineTo(x, plot.bbox.top + plot.bbox.height); ctx.stroke();
          ctx.fillRect(x, plot.bbox.top, 8, 6);
        }
      });
      ctx.restore();
    };
  }

  // A span of time behind the signal: when the machine may fail, and when the work is to be done.
  function band(plot, begin, end, name, opacity) {
    if (!begin || !end) { return; }
    var left = Math.max(plot.bbox.left, plot.valToPos(Number(begin) / 1000, "x", true));
    var right = Math.min(plot.bbox.left + plot.bbox.width, plot.valToPos(Number(end) / 1000, "x", true));
    if (right <= left) { return; }
    plot.ctx.save();
    plot.ctx.globalAlpha = opacity;
    plot.ctx.fillStyle = color(name);
    plot.ctx.fillRect(left, plot.bbox.top, right - left, plot.bbox.height);
    plot.ctx.restore();
  }

  function load(figure, from, to) {
    var width = Math.max(200, figure.clientWidth - 24);
    var url = new URL(figure.dataset.src, location.href);
    url.searchParams.set("width", Math.round(width));
    if (from) { url.searchParams.set("from", from); url.searchParams.set("to", to); }
    return fetch(url, { headers: { Accept: "application/json" } }).then(function (answer) {
      return answer.ok ? answer.json() : null;
    });
  }

  function data(trace) {
    return [trace.at.map(function (at) { return at / 1000; }), trace.low, trace.high];
  }

  function zoom(from, to) {
    zoomed = [from, to];
    plots.forEach(function (entry) {
      load(entry.figure, new Date(from * 1000).toISOString(), new Date(to * 1000).toISOString()).then(function (trace) {
        if (trace) { entry.plot.setData(data(trace), false); entry.plot.setScale("x", { min: from, max: to }); }
      });
    });
  }

  function draw(figure) {
    load(figure).then(function (trace) {
      if (!trace || !trace.at.length) { return; }
      var limits = Array.prototype.map.call(figure.querySelectorAll("[data-limit]"), function (item) { return Number(item.dataset.limit); });
      var axis = { stroke: color("--soft"), grid: { stroke: color("--line"), width: 1 }, ticks: { stroke: color("--line") } };
      var plot = new uPlot({
        width: Math.max(200, figure.clientWidth - 24), height: 180, legend: { show: false },
        tzDate: function (seconds) { return uPlot.tzDate(new Date(seconds * 1000), zone); },
        cursor: { sync: { key: sync.key }, drag: { x: true, y: false, setScale: false } },
        scales: { x: { range: function (u, low, high) { return span(figure, low, high); } }, y: { range: function (u, low, high) {
          limits.forEach(function (limit) { if (limit < high * 2 && limit > low / 2) { low = Math.min(low, limit); high = Math.max(high, limit); } });
          var gap = (high - low || Math.abs(high) || 1) * 0.08;
          return [low - gap, high + gap];
        } } },
        axes: [Object.assign({ values: times }, axis), Object.assign({ size: 60 }, axis)],
        series: [{}, { stroke: color("--accent"), width: 1 }, { stroke: color("--accent"), width: 1 }],
        bands: [{ series: [2, 1], fill: color("--band") }],
        hooks: {
          draw: [marks(figure)],
          setSelect: [function (u) {
            if (u.select.width > 5) {
              zoom(u.posToVal(u.select.left, "x"), u.posToVal(u.select.left + u.select.width, "x"));
              u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
            }
          }]
        }
      }, data(trace), figure);
      plot.over.addEventListener("dblclick", function () {
        zoomed = null;
        plots.forEach(function (entry) { load(entry.figure).then(function (all) { if (all) { entry.plot.setData(data(all)); } }); });
      });
      plots.push({ figure: figure, plot: plot });
      figure.dataset.drawn = "true";
    });
  }

  document.querySelectorAll("[data-chart]").forEach(draw);
  window.addEventListener("resize", function () {
    plots.forEach(function (entry) { entry.plot.setSize({ width: Math.max(200, entry.figure.clientWidth - 24), height: 180 }); });
  });
})();

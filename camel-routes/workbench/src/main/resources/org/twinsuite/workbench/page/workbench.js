// Live updates and keys. Every decision works without this file.
(function () {
  "use strict";
  var waiting = null;
  var announce = document.getElementById("announce");

  function inUse(part) {
    return part.matches(":hover") || part.contains(document.activeElement) && document.activeElement !== document.body;
  }

  // The page is fetched again and its live parts are replaced, unless someone points at them.
  function refresh() {
    waiting = null;
    fetch(location.href, { headers: { Accept: "text/html" } }).then(function (answer) {
      return answer.ok ? answer.text() : null;
    }).then(function (text) {
      if (!text) { return; }
      var fresh = new DOMParser().parseFromString(text, "text/html");
      var held = false;
      document.querySelectorAll("[data-live], .strip").forEach(function (part) {
        var selector = part.dataset.live ? '[data-live="' + part.dataset.live + '"]' : ".strip";
        var other = fresh.querySelector(selector);
        if (!other || other.outerHTML === part.outerHTML) { return; }
        if (inUse(part)) { held = true; return; }
        part.replaceWith(other);
      });
      document.body.dataset.refreshed = String(Date.now());
      if (held) { later(2000); }
    }).catch(function () { later(10000); });
  }

  function later(millis) {
    if (waiting === null) { waiting = setTimeout(refresh, millis); }
  }

  if (window.EventSource && document.querySelector("[data-live]")) {
    var events = new EventSource("/events");
    events.addEventListener("changed", function () { later(250); });
    window.addEventListener("pagehide", function () { events.close(); });
  }

  // Keys of the queue: j and k move, Enter opens; a, r and s on an order go to the reason.
  document.addEventListener("keydown", function (event) {
    var chosen = event.target.form && event.target.form.dataset.verb;
    if (event.key === "Enter" && chosen && event.target.name === "why") {
      event.preventDefault();
      event.target.form.querySelector('[value="' + chosen + '"]').click();
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) { return; }
    var rows = Array.prototype.slice.call(document.querySelectorAll("table[data-keys] tbody tr"));
    if (rows.length && (event.key === "j" || event.key === "k")) {
      var at = rows.findIndex(function (row) { return row.classList.contains("current"); });
      var next = Math.max(0, Math.min(rows.length - 1, at + (event.key === "j" ? 1 : -1)));
      rows.forEach(function (row) { row.classList.remove("current"); });
      rows[next].classList.add("current");
      rows[next].querySelector("a").focus();
      event.preventDefault();
    }
    var form = document.querySelector("form[data-decide]");
    var verb = { a: "approve", r: "reject", s: "snooze" }[event.key];
    if (form && verb) {
      form.querySelector("[name=why]").focus();
      form.dataset.verb = verb;
      if (announce) { announce.textContent = form.querySelector('[value="' + verb + '"]').textContent; }
      event.preventDefault();
    }
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.trace !== undefined) {
      event.preventDefault();
      location.href = "/trace/" + encodeURIComponent(form.elements.id.value);
    }
  });
})();

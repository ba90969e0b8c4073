/* What the browser does itself: opening evidence, keys, filters in the address. No text is made into markup here. */
"use strict";
(function () {
  const asked = (words) => {
    if (words) window.dash_clientside.set_props("asked", { data: { words: words, at: Date.now() } });
  };
  window.lagebildAsked = asked;
  const go = (href) => {
    window.history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  };
  const click = (id) => { const found = document.getElementById(id); if (found) found.click(); };
  const isTyping = (target) => target.closest && target.closest("input, textarea, select, [contenteditable=true]");

  let isFiltering = false;

  /* Evidence: anything with data-evidence, and rows of grids; points of figures in drawn.js. */
  const opens = (target) => {
    const named = target.closest("[data-evidence]");
    if (named) return named.dataset.evidence;
    const row = target.closest(".grid .ag-row");
    if (row && !target.closest("a")) {
      const id = row.getAttribute("row-id") || "";
      return id.slice(id.indexOf(" ") + 1);
    }
    return "";
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("ol.evidence a") && window.innerWidth < 1000) window.dash_clientside.set_props("drawer", { opened: false });
    if (event.target.closest(".nav-link")) window.dash_clientside.set_props("burger", { opened: false });
    const away = event.target.closest("a[data-nav]");
    if (away && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      go(away.getAttribute("href"));
      return;
    }
    const filters = event.target.closest("#filter-button");
    if (filters) {
      isFiltering = !isFiltering;
      filters.setAttribute("aria-expanded", String(isFiltering));
      window.dash_clientside.set_props("filters-open", { data: isFiltering });
    }
    if (event.target.closest("#keys-button")) window.dash_clientside.set_props("keys", { opened: true });
    if (!String(window.getSelection())) asked(opens(event.target));
  });
  /* Keys. */
  let waiting = false;
  const stepped = (by) => {
    const told = [...document.querySelectorAll("ol.evidence > li")];
    const items = told.length ? told : [...document.querySelectorAll("ol.found > li")];
    if (!items.length) return false;
    const now = items.findIndex((item) => item.classList.contains("now"));
    const next = items[Math.min(items.length - 1, Math.max(0, now + by))];
    items.forEach((item) => item.classList.toggle("now", item === next));
    next.tabIndex = -1;
    (next.querySelector(".found-sentence") || next).focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  };
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.key === "Enter" && target.id === "search-box") {
      const query = new URLSearchParams(window.location.search);
      [...query.keys()].filter((key) => !TRAVELLING.has(key)).forEach((key) => query.delete(key));
      if (target.value.trim()) query.set("q", target.value.trim());
      target.blur();
      go("/search?" + query.toString());
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && target.closest(".grid .ag-cell")) { asked(opens(target)); return; }
    if (event.key === "Escape") { if (isTyping(target)) target.blur(); return; }
    if (isTyping(target)) return;
    if (waiting) {
      waiting = false;
      click("nav-" + event.key);
      event.preventDefault();
    } else if (event.key === "g") {
      waiting = true;
      window.setTimeout(() => { waiting = false; }, 1500);
    } else if (event.key === "/") {
      const box = document.getElementById("search-box");
      if (box) { box.focus(); box.select(); event.preventDefault(); }
    } else if (event.key === "?") {
      window.dash_clientside.set_props("keys", { opened: true });
    } else if (event.key === "j" && stepped(1)) {
      event.preventDefault();
    } else if (event.key === "k" && stepped(-1)) {
      event.preventDefault();
    }
  });

  /* The title of the window, and the place a link leads to, once a page is there. */
  new MutationObserver(() => {
    const heading = document.querySelector("#page h1");
    const title = heading ? heading.textContent + " · Lagebild" : "Lagebild";
    if (document.title !== title) document.title = title;
    const lang = new URLSearchParams(window.location.search).get("lang");
    if (lang && document.documentElement.lang !== lang) document.documentElement.lang = lang;
    const place = document.getElementById("place");
    if (place && !place.dataset.shown) { place.dataset.shown = "yes"; place.scrollIntoView({ block: "center" }); place.focus({ preventScroll: true }); }
  }).observe(document.documentElement, { childList: true, subtree: true });

  const TRAVELLING = new Set(["case", "lang", "theme", "since", "until", "actor", "outlet", "in", "sure", "holder", "realis"]);
  const FILTERS = ["since", "until", "actor", "outlet", "in", "holder", "realis", "sure"];
  const pairs = (query) => [...query.entries()].map((pair) => pair.join("=")).sort().join("&");

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.lagebild = {
    filtered: function () {
      const fields = new Map(window.dash_clientside.callback_context.inputs_list[0].map((one) => [one.id.filter, one.value]));
      if (!fields.size) return window.dash_clientside.no_update;
      const old = new URLSearchParams(window.location.search);
      const query = new URLSearchParams(window.location.search);
      FILTERS.forEach((key) => {
        query.delete(key);
        const value = fields.get(key);
        (Array.isArray(value) ? value : value ? [String(value).slice(0, key === "sure" ? 3 : 200)] : []).forEach((one) => query.append(key, one));
      });
      return pairs(query) === pairs(old) ? window.dash_clientside.no_update : "?" + query.toString();
    },
    unfolded: (opened, navbar) => ({ ...navbar, collapsed: { mobile: !opened } }),
    caseChosen: function (name) {
      const shown = document.querySelector(".header-row"), query = new URLSearchParams(window.location.search);
      if (!name || !shown || shown.dataset.case === name) return window.dash_clientside.no_update;
      query.set("case", name);
      return "/" + (window.location.pathname.split("/")[1] || "") + "?" + query.toString();
    },
  };

  /* Grids: links inside the app, and sorting by a value that is not shown. */
  window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};
  window.dashAgGridComponentFunctions.AppLink = (props) => {
    const href = props.data ? props.data[props.colDef.field + "_href"] : "";
    if (!href || !href.startsWith("/") || href.startsWith("//")) return React.createElement("span", null, props.value);
    return React.createElement("a", { href: href, "data-nav": "" }, props.value);
  };
  window.dashAgGridFunctions = window.dashAgGridFunctions || {};
  window.dashAgGridFunctions.appCompared = (one, other, key) => {
    const a = one.data[key], b = other.data[key];
    return a === b ? 0 : a === null || a === undefined ? -1 : b === null || b === undefined ? 1 : a < b ? -1 : 1;
  };
})();

/* What a page carries as data: elements, made at once; figures and tables, drawn once they come into sight. All words are text only. */
"use strict";
(function () {
  const CONFIG = {
    displaylogo: false, responsive: true, showTips: false,
    modeBarButtons: [["toImage", "resetScale2d"]], toImageButtonOptions: { format: "svg" },
  };
  const FIGURE_INK = "#6b7280"; /* the ink of views/figures/layout.py, too dark for a dark page */
  /* The colours of views/palette.py and what they are on a dark page, as in the report's style sheet. */
  const ON_DARK = {
    "#7a4fbf": "#b79cf0", "#1f6fb2": "#6db3ee", "#0f8a7e": "#4fc7ba", "#a3632a": "#d9a06b", "#6b7a3a": "#b3c27a",
    "#7d6b7d": "#bba9bb", "#c2410c": "#f08c5a", "#b0246a": "#ee7fb5", "#b91c1c": "#ff8f8f", "#856404": "#dcb94a",
    "#2b7a35": "#7fcf86", "#4653b8": "#a3adff", "#b45309": "#f0a850",
  };
  const isDark = () => document.documentElement.getAttribute("data-mantine-color-scheme") === "dark";
  const legible = (words) => Object.entries(isDark() ? ON_DARK : {}).reduce((told, [light, dark]) => told.replaceAll(light, dark), words);
  const PHONE = window.matchMedia("(max-width: 640px)");
  const flat = (value) => Array.isArray(value) ? value.flatMap(flat) : typeof value === "string" ? [value] : [];

  let plotly = null;
  const loaded = () => {
    plotly = plotly || new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = document.documentElement.dataset.plotly;
      script.onload = () => done(window.Plotly);
      script.onerror = failed;
      document.head.append(script);
    });
    return plotly;
  };
  const draw = async (place) => {
    const words = place.dataset.figure;
    if (!words || place.lagebildDrawn === words) return;
    place.lagebildDrawn = words;
    const library = await loaded();
    if (!place.isConnected) return;
    const ink = getComputedStyle(document.documentElement).getPropertyValue("--quiet").trim();
    const figure = JSON.parse(legible(words).replaceAll(FIGURE_INK, ink));
    await library.newPlot(place, figure.data, figure.layout, CONFIG);
    place.on("plotly_click", (data) => {
      window.lagebildAsked([...new Set(data.points.flatMap((point) => flat(point.customdata)))].join("\n"));
    });
  };

  const element = (tag, text) => { const made = document.createElement(tag); made.textContent = text; return made; };
  const tabulate = (place) => {
    const words = place.dataset.table;
    if (!words || place.lagebildDrawn === words) return;
    place.lagebildDrawn = words;
    const told = JSON.parse(words), table = document.createElement("table"), hasEvidence = told.evidence.length > 0;
    const head = table.createTHead().insertRow();
    for (const name of hasEvidence ? [...told.columns, told.heading] : told.columns) {
      const cell = element("th", name);
      cell.scope = "col";
      head.append(cell);
    }
    const body = table.createTBody();
    told.rows.forEach((cells, at) => {
      const row = body.insertRow();
      cells.forEach((cell) => row.append(element("td", cell)));
      if (!hasEvidence) return;
      const last = row.insertCell();
      if (!told.evidence[at]) return;
      const button = element("button", told.counts[at]);
      button.type = "button";
      button.className = "evidence-link";
      button.dataset.evidence = told.evidence[at];
      button.setAttribute("aria-label", `${told.open}: ${told.counts[at]}`);
      last.append(button);
    });
    place.replaceChildren(table, ...(told.note ? [element("p", told.note)] : []));
    if (told.note) place.lastChild.className = "note";
  };

  /* Elements: tags and attributes are the app's own (plain.py), addresses those of the app. */
  const made = (one) => {
    if (typeof one === "string") return document.createTextNode(one);
    const [tag, attributes, inside] = one, place = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name !== "href" || (value.startsWith("/") && !value.startsWith("//"))) place.setAttribute(name, value);
    }
    place.append(...inside.map(made));
    return place;
  };
  const make = (place) => {
    const words = place.dataset.plain || "", before = place.lagebildMade || { words: "", nodes: [] };
    if (before.words === words) return;
    before.nodes.forEach((node) => node.remove()); /* only ours: the element may have become another one's */
    const nodes = words ? JSON.parse(words).map(made) : [];
    place.append(...nodes);
    place.lagebildMade = { words, nodes };
  };

  /* Columns that a narrow page has no room for. */
  const fit = (place) => {
    const id = place.firstElementChild && place.firstElementChild.id;
    if (!id || !window.dash_ag_grid) return;
    window.dash_ag_grid.getApiAsync(id).then((api) => {
      const wide = api.getColumns().filter((column) => (column.getColDef().headerClass || []).includes("wide-only"));
      if (wide.length) api.setColumnsVisible(wide, !PHONE.matches);
    }).catch(() => {});
  };
  const grids = (root) => root.querySelectorAll(".grid").forEach(fit);
  PHONE.addEventListener("change", () => grids(document));

  const seen = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
      seen.unobserve(target);
      if (target.dataset.figure) draw(target); else tabulate(target);
    });
  }, { rootMargin: "300px" });
  const watch = (root) => {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    if (root.matches("[data-plain]")) make(root);
    if (root.matches("[data-figure], [data-table]")) seen.observe(root);
    if (root.matches(".ag-root-wrapper")) fit(root.closest(".grid") || root);
    grids(root);
    root.querySelectorAll("[data-plain]").forEach(make);
    root.querySelectorAll("[data-figure], [data-table]").forEach((place) => seen.observe(place));
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.attributeName === "data-mantine-color-scheme") {
        document.querySelectorAll("[data-figure]").forEach((place) => { if (place.lagebildDrawn) { place.lagebildDrawn = ""; seen.observe(place); } });
      } else if (change.type === "attributes") {
        const place = change.target;
        if (change.attributeName === "data-plain") make(place);
        else if (place.dataset.figure || place.dataset.table) seen.observe(place); else if (place.lagebildDrawn) place.replaceChildren();
      } else {
        change.addedNodes.forEach(watch);
      }
    }
  }).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-figure", "data-table", "data-plain", "data-mantine-color-scheme"],
  });
  window.addEventListener("beforeprint", () => document.querySelectorAll("[data-figure]").forEach(draw));
})();

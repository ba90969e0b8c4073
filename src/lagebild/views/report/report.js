"use strict";
(() => {
  const body = document.body;
  for (const box of document.querySelectorAll("input[data-layer]")) {
    box.addEventListener("change", () => body.classList.toggle("no-" + box.dataset.layer, !box.checked));
  }
  const zones = document.getElementById("zones");
  if (zones) zones.addEventListener("change", () => body.classList.toggle("zones", zones.checked));

  for (const field of document.querySelectorAll("input[data-filter]")) {
    const items = [...document.querySelectorAll(field.dataset.filter)];
    const words = items.map((item) => item.textContent.toLowerCase());
    field.addEventListener("input", () => {
      const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      items.forEach((item, i) => { item.hidden = !wanted.every((w) => words[i].includes(w)); });
    });
  }

  const tip = document.getElementById("tip");
  const isShown = (mark) => !body.classList.contains("no-" + mark.classList[0]);
  const around = (mark) => {
    const marks = [];
    for (let node = mark; node; node = node.parentElement.closest("mark[data-tip]")) if (isShown(node)) marks.push(node);
    return marks;
  };
  const outline = (marks) => {
    for (const side of document.querySelectorAll("mark.is-from, mark.is-to")) side.classList.remove("is-from", "is-to");
    for (const mark of marks) {
      for (const [places, name] of [[mark.dataset.from, "is-from"], [mark.dataset.to, "is-to"]]) {
        for (const place of places ? places.split(" ") : []) {
          for (const side of mark.closest(".text").querySelectorAll(`mark[data-at="${place}"]`)) side.classList.add(name);
        }
      }
    }
  };
  const show = (mark) => {
    const marks = around(mark);
    if (!marks.length) return;
    outline(marks);
    tip.textContent = marks.map((m) => m.dataset.tip).join("\n");
    tip.classList.add("on");
    const at = mark.getBoundingClientRect(), own = tip.getBoundingClientRect();
    const above = at.top - own.height - 8;
    tip.style.top = (above > 4 ? above : at.bottom + 8) + "px";
    tip.style.left = Math.max(6, Math.min(at.left, innerWidth - own.width - 6)) + "px";
  };
  const hide = () => { tip.classList.remove("on"); outline([]); };
  const markOf = (event) => event.target instanceof Element && event.target.closest("mark[data-tip]");
  for (const [on, handler] of [["mouseover", show], ["focusin", show], ["click", show]]) {
    document.addEventListener(on, (event) => { const mark = markOf(event); if (mark) handler(mark); else if (on === "click") hide(); });
  }
  document.addEventListener("mouseout", (event) => { if (markOf(event)) hide(); });
  document.addEventListener("focusout", hide);
  document.addEventListener("scroll", hide, { passive: true });

  const happenings = [...document.querySelectorAll(".happening")];
  const filters = document.getElementById("event-filters");
  const [actorField, typeField, articlesField] = ["event-actor", "event-type", "event-articles"].map((id) => document.getElementById(id));
  const sift = () => {
    const actor = actorField.value.trim().toLowerCase(), type = typeField.value, least = Number(articlesField.value) || 1;
    let shown = 0;
    for (const one of happenings) {
      const { actors, type: own, articles } = one.dataset;
      one.hidden = !(actors.includes(actor) && (!type || own === type) && Number(articles) >= least);
      if (!one.hidden) shown += 1;
    }
    for (const part of document.querySelectorAll(".month, .year")) part.hidden = !part.querySelector(".happening:not([hidden])");
    const words = shown ? filters.dataset.count : filters.dataset.none;
    document.getElementById("event-count").textContent = words.replace("{shown}", shown).replace("{n}", happenings.length);
  };
  if (filters) {
    filters.addEventListener("input", sift);
    sift();
  }

  const openTarget = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden && target.classList.contains("happening")) {
      [actorField.value, typeField.value, articlesField.value] = ["", "", 1];
      sift();
    }
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    const first = target.querySelector("details");
    if (first && target.classList.contains("article")) first.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", openTarget);

  // On a phone the labels of an axis would take the whole width: they are cut, hovering tells them in full.
  const NARROW = 640, SHORT_LABEL = 15;
  const fitted = (layout) => {
    if (innerWidth >= NARROW) return layout;
    const cut = (line) => line.length > SHORT_LABEL ? line.slice(0, SHORT_LABEL - 1) + "…" : line;
    for (const axis of Object.keys(layout).filter((key) => key.startsWith("yaxis"))) {
      const labels = layout[axis].ticktext;
      if (labels) layout[axis].ticktext = labels.map((label) => label.split("<br>").map(cut).join("<br>"));
    }
    layout.font.size = 11;
    layout.xaxis.nticks = 4;
    layout.margin.r = 8;
    return layout;
  };
  const figures = JSON.parse(document.getElementById("figures").textContent);
  for (const [id, figure] of Object.entries(figures)) {
    const node = document.getElementById(id);
    Plotly.newPlot(node, figure.data, fitted(figure.layout), { responsive: true, displaylogo: false,
      displayModeBar: innerWidth >= NARROW,
      modeBarButtonsToRemove: ["select2d", "lasso2d"], toImageButtonOptions: { format: "svg", filename: id } });
    node.on("plotly_click", (event) => {
      const ids = [event.points[0].customdata ?? []].flat(2);
      const anchors = ids.flatMap((id) => ["a-", "event-", "r-"].map((kind) => kind + id));
      const anchor = anchors.find((name) => document.getElementById(name));
      const table = node.closest("section").querySelector("details");
      if (anchor) location.hash = anchor;
      else if (table) table.open = true;
    });
  }
  openTarget();

  // On paper figures take the width of the page as pictures, and the places behind the numbers are printed.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("#situation details:not([open])")];
    for (const one of opened) one.open = true;
    for (const drawn of document.querySelectorAll(".plot .svg-container")) {
      const { clientWidth: width, clientHeight: height } = drawn;
      drawn.style.aspectRatio = `${width} / ${height}`;
      for (const svg of drawn.querySelectorAll(".main-svg")) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    }
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    for (const svg of document.querySelectorAll(".plot .main-svg")) svg.removeAttribute("viewBox");
  });
})();

/* Review: one key a decision, on that page only and never while something is typed. */
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !window.location.pathname.startsWith("/review") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable=true], .grid")) return;
  if (!"arsdeku".includes(event.key) || event.key.length !== 1) return;
  const button = document.querySelector(`button.decide-${event.key}`);
  if (!button) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const column = document.getElementById("review-column");
  if (event.key === "e" && column && !column.value) column.focus(); else button.click();
});

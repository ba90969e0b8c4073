/* A grid as CSV, all its rows as they are sorted; what a spreadsheet would take for a formula becomes text. */
"use strict";
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-csv]");
  if (!button || !window.dash_ag_grid) return;
  const api = window.dash_ag_grid.getApi(button.dataset.csv);
  const isNumber = (text) => /^[+-]?\d+([.,]\d+)*$/.test(text);
  const defused = ({ value }) => {
    const text = value === null || value === undefined ? "" : String(value);
    return /^[=+\-@\t\r＝＋－＠]/.test(text) && text.length > 1 && !isNumber(text) ? "'" + text : text;
  };
  if (api) api.exportDataAsCsv({ fileName: button.dataset.csv + ".csv", processCellCallback: defused });
});

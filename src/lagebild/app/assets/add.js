/* Files too large for a request are refused here, in words, before the browser sends them. */
"use strict";
(function () {
  const MOST_BYTES = 20 * 2 ** 20;
  const refused = (event, files) => {
    const told = document.getElementById("add-too-large");
    if (!told) return;
    told.hidden = [...files].reduce((sum, file) => sum + file.size, 0) <= MOST_BYTES;
    if (!told.hidden) { event.preventDefault(); event.stopImmediatePropagation(); }
  };
  document.addEventListener("change", (event) => {
    if (event.target.type === "file" && event.target.closest("#add-files")) refused(event, event.target.files);
  }, true);
  document.addEventListener("drop", (event) => {
    if (event.target.closest("#add-files")) refused(event, event.dataTransfer.files);
  }, true);
})();

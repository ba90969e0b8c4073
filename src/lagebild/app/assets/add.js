/* Add: the field for files, which Dash leaves without a name, is read out as the words in it; files too large for a
   request are refused here, in words, before the browser sends them. */
"use strict";
new MutationObserver(() => {
  const field = document.querySelector("#add-files input[type=file]"), words = document.querySelector("#add-files strong");
  if (field && words && field.getAttribute("aria-label") !== words.textContent) field.setAttribute("aria-label", words.textContent);
}).observe(document.documentElement, { childList: true, subtree: true });
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

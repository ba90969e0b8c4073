/* Add: the field for files, which Dash leaves without a name, is read out as the words in it. */
"use strict";
new MutationObserver(() => {
  const field = document.querySelector("#add-files input[type=file]"), words = document.querySelector("#add-files strong");
  if (field && words && field.getAttribute("aria-label") !== words.textContent) field.setAttribute("aria-label", words.textContent);
}).observe(document.documentElement, { childList: true, subtree: true });

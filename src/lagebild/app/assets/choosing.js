/* Lists to choose from: what is chosen is an address, the browser goes there. */
"use strict";
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.lagebildChoosing = {
  chosen: function (values) {
    const href = (values || []).find((value) => value && value !== "here");
    const isOurs = href && href.startsWith("/") && !href.startsWith("//");
    return isOurs ? href : window.dash_clientside.no_update;
  },
};

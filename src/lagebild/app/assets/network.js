/* The network: a tie opens its evidence, an actor its page. */
"use strict";
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.lagebildNetwork = {
  tied: (tie) => tie && tie.evidence ? { words: tie.evidence, at: Date.now() } : window.dash_clientside.no_update,
  named: (actor) => actor && actor.href && actor.href.startsWith("/") && !actor.href.startsWith("//")
    ? actor.href : window.dash_clientside.no_update,
};

/* What is supposed by choosing: only what somebody chose or typed goes on to the server. A field says its value again
   whenever its choices change, and an answer under way would be dropped for the answer to that. */
"use strict";
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.lagebildWhatIf = {
  picked: function (...values) {
    const clientside = window.dash_clientside;
    const ids = clientside.callback_context.inputs_list.map((input) => input.id.key);
    const said = new Set(clientside.callback_context.triggered.map((one) => one.prop_id.replace(/\.value$/, "")));
    const at = ids.findIndex((key, place) => values[place] && said.has(`{"key":"${key}","type":"whatif"}`));
    return at < 0 ? clientside.no_update : { kind: ids[at], key: values[at] };
  },
  typed: function (words, before) {
    const now = (words || "").trim();
    return now === before ? window.dash_clientside.no_update : now;
  },
};

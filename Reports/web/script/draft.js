// What of a half-entered form goes to the server meanwhile.

// The total so far by the instrument's own rule, where answers do not simply add up. Returns what
// asks for it.
function runningTotals(form) {
  const marks = Array.from(form.querySelectorAll("output[data-running-total]"));
  let asking = 0;
  return () => {
    if (!form.dataset.running || marks.length === 0) return;
    clearTimeout(asking);
    asking = setTimeout(() => {
      send(form.dataset.running, filled(form, form.dataset.runningNonce))
        .then((answer) => (answer.status === 200 ? answer.text() : ""))
        .then((text) => {
          const lines = new Map(text.split("\n").map((line) => line.split("\t")));
          marks.forEach((mark) => {
            const found = lines.get(mark.closest("[data-measure]").dataset.measure);
            mark.textContent = found ? "· " + found : "";
          });
        })
        .catch(() => {});
    }, 400);
  };
}

// The draft goes to the server two seconds after the last change, and at once when the page is left.
function keptDraft(form) {
  const state = form.querySelector("[data-draft-state]");
  let timer = 0;
  function cancel() {
    clearTimeout(timer);
    timer = 0;
  }
  function sendDraft(keepalive) {
    cancel();
    return send(form.dataset.draft, filled(form, form.dataset.draftNonce), keepalive);
  }
  function keep() {
    if (!form.dataset.draft) return;
    cancel();
    timer = setTimeout(() => {
      sendDraft(false).then((answer) => {
        if (answer.status === 204) session.ends = Date.now() + session.idle * 1000;
        if (state) state.textContent = answer.status === 204 ? "Draft kept" : "Draft not kept";
      }).catch(() => { if (state) state.textContent = "Draft not kept: no connection"; });
    }, 2000);
  }
  // Also when the session has ended: what was typed last is kept with the draft.
  session.keep = () => (session.unsaved && form.dataset.draft ? sendDraft(false).catch(() => {}) : Promise.resolve());
  window.addEventListener("pagehide", () => { if (timer) sendDraft(true).catch(() => {}); });
  return { keep, cancel };
}

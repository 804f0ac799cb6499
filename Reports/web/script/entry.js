document.querySelectorAll("form[data-entry]").forEach(entry);

// A form with items: <fieldset class="item"> holding radio buttons or one text field each.
function entry(form) {
  const items = Array.from(form.querySelectorAll("fieldset.item"));

  function radios(item) {
    return Array.from(item.querySelectorAll("input[type=radio]"));
  }
  function answered(item) {
    const text = item.querySelector("input:not([type=radio]):not([type=hidden])");
    return radios(item).some((radio) => radio.checked) || (text !== null && text.value.trim() !== "");
  }
  function focusItem(item) {
    const choices = radios(item);
    const target = choices.find((radio) => radio.checked) || choices[0] || item.querySelector("input");
    if (!target) return;
    target.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }
  function move(item, step) {
    const next = items[items.indexOf(item) + step];
    if (next) return focusItem(next);
    const save = form.querySelector("button[data-save]");
    if (step > 0 && save) save.focus();
  }
  // Each measure has its own count, and a running total where its values simply add up. The
  // score itself is computed by the server.
  function own(mark) {
    const part = mark.closest("[data-measure]") || form;
    return items.filter((item) => part.contains(item));
  }
  function tally() {
    form.querySelectorAll("output[data-count]").forEach((mark) => {
      const all = own(mark).filter((item) => item.dataset.optional === undefined);
      mark.textContent = all.filter(answered).length + " of " + all.length;
    });
    form.querySelectorAll("output[data-total]").forEach((mark) => {
      const chosen = own(mark).map((item) => radios(item).find((radio) => radio.checked));
      const numbers = chosen.filter((radio) => radio && /^-?[0-9]+$/.test(radio.value));
      const sum = numbers.reduce((so, radio) => so + parseInt(radio.value, 10), 0);
      const open = chosen.filter((radio) => !radio).length;
      // Missing is never zero: nothing answered is no total, and so is an item without a number.
      mark.textContent = numbers.length === chosen.length ? String(sum)
        : numbers.length === 0 ? "none yet"
        : open > 0 ? sum + " so far" : "none, an item is missing";
    });
  }
  function changed() {
    session.unsaved = true;
    tally();
    keep();
  }

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const item = event.target.closest("fieldset.item");
    if (!item) return;
    const isText = event.target.matches("input:not([type=radio]), textarea, select");
    if (/^[0-9]$/.test(event.key) && !isText) {
      const choice = radios(item).find((radio) => radio.value === event.key);
      if (!choice) return;
      event.preventDefault();
      choice.checked = true;
      changed();
      move(item, 1);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.target.matches("textarea, select")) return;
      event.preventDefault();
      move(item, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Delete" && !isText) {
      event.preventDefault();
      radios(item).forEach((radio) => { radio.checked = false; });
      changed();
    } else if (event.key === "Enter" && event.target.matches("input")) {
      // Enter goes on and never saves a visit by accident.
      event.preventDefault();
      move(item, 1);
    }
  });
  form.addEventListener("input", changed);
  form.addEventListener("submit", () => { session.unsaved = false; });
  window.addEventListener("beforeunload", (event) => {
    if (session.unsaved) event.preventDefault();
  });
  tally();

  // The draft goes to the server two seconds after the last change.
  const state = form.querySelector("[data-draft-state]");
  let timer = 0;
  function keep() {
    if (!form.dataset.draft) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const fields = new URLSearchParams(new FormData(form));
      fields.set("nonce", form.dataset.draftNonce);
      fetch(form.dataset.draft, { method: "POST", body: fields, credentials: "same-origin", redirect: "manual" })
        .then((answer) => {
          if (answer.status === 204) session.ends = Date.now() + session.idle * 1000;
          if (state) state.textContent = answer.status === 204 ? "Draft kept" : "Draft not kept";
        })
        .catch(() => { if (state) state.textContent = "Draft not kept: no connection"; });
    }, 2000);
  }
}

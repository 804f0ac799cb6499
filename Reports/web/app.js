// What makes the pages fast by keyboard. Every page works without it.
"use strict";

(function () {
  // The error summary takes the focus, so that it is read out first.
  const problems = document.querySelector("section.problems");
  if (problems) problems.focus();

  // When the session ends for want of use; every answer from the server moves it on.
  const idle = parseInt(document.body.dataset.idleSeconds || "0", 10);
  let ends = Date.now() + idle * 1000;
  let unsaved = false;

  document.querySelectorAll("form[data-entry]").forEach(entry);
  document.querySelectorAll("table[data-rows]").forEach(rows);
  document.querySelectorAll("svg.chart").forEach(chart);
  if (idle) stay();

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
      unsaved = true;
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
    form.addEventListener("submit", () => { unsaved = false; });
    window.addEventListener("beforeunload", (event) => {
      if (unsaved) event.preventDefault();
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
            if (answer.status === 204) ends = Date.now() + idle * 1000;
            if (state) state.textContent = answer.status === 204 ? "Draft kept" : "Draft not kept";
          })
          .catch(() => { if (state) state.textContent = "Draft not kept: no connection"; });
      }, 2000);
    }
  }

  // A list to go through: up and down move, Enter opens the row's link.
  function rows(table) {
    const links = Array.from(table.querySelectorAll("tbody a[data-row]"));
    table.addEventListener("keydown", (event) => {
      const at = links.indexOf(document.activeElement);
      if (at < 0 || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  }

  // A chart is one stop for the Tab key; the arrow keys go through its points.
  function chart(svg) {
    const points = Array.from(svg.querySelectorAll("[tabindex]"));
    if (points.length === 0) return;
    points.forEach((point) => point.setAttribute("tabindex", "-1"));
    points[0].setAttribute("tabindex", "0");
    svg.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const next = points[points.indexOf(document.activeElement) + step];
      if (!step || !next) return;
      event.preventDefault();
      points.forEach((point) => point.setAttribute("tabindex", "-1"));
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  }

  // Warns two minutes before the session ends for want of use, and leaves the page when it has.
  function stay() {
    const dialog = document.createElement("dialog");
    const text = document.createElement("p");
    const button = document.createElement("button");
    dialog.setAttribute("aria-labelledby", "stay-text");
    text.id = "stay-text";
    button.className = "button";
    button.textContent = "Stay signed in";
    dialog.append(text, button);
    document.body.append(dialog);
    button.addEventListener("click", () => {
      const body = new URLSearchParams({ nonce: document.body.dataset.stayNonce });
      fetch("/stay", { method: "POST", body, credentials: "same-origin", redirect: "manual" })
        .then((answer) => {
          if (answer.status !== 204) return leave();
          ends = Date.now() + idle * 1000;
          dialog.close();
        })
        .catch(leave);
    });
    // Loads the page afresh: the server asks to sign in, or shows it if another tab kept the
    // session alive. What was half entered is in the draft.
    function leave() {
      unsaved = false;
      location.reload();
    }
    setInterval(() => {
      const left = Math.round((ends - Date.now()) / 1000);
      if (left <= 0) return leave();
      if (left > 120) return;
      text.textContent = "You will be signed out in " + left + " seconds.";
      if (!dialog.open) dialog.showModal();
    }, 1000);
  }
})();

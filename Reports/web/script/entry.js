document.querySelectorAll("form[data-entry]").forEach(entry);

// A form with items: <fieldset class="item"> holding radio buttons or one text field each, some with
// a measured value or an aid beside (data-beside) and the reasons why there is no answer
// (data-reason).
function entry(form) {
  const items = Array.from(form.querySelectorAll("fieldset.item"));
  const save = form.querySelector("[data-save]");
  const draft = keptDraft(form);
  const askTotals = runningTotals(form);
  // What is typed on an item whose answers have several figures, until it can mean only one.
  const typing = { item: null, text: "", timer: 0 };

  function field(item) { return item.querySelector("input[data-answer]"); }
  function options(item) {
    return Array.from(item.querySelectorAll("input[type=radio]:not([data-reason]):not([data-beside])"));
  }
  function reasons(item) { return Array.from(item.querySelectorAll("input[data-reason]")); }
  function besides(item) { return Array.from(item.querySelectorAll("input[data-beside]")); }
  function texts(item) { return Array.from(item.querySelectorAll("input[type=text]")); }
  function answered(item) {
    return Array.from(item.querySelectorAll("input[type=radio]:checked:not([data-beside])")).some((radio) => radio.value !== "")
      || texts(item).some((text) => text.value.trim() !== "");
  }
  function hasWord(item, letter) {
    return options(item).some((radio) => radio.value.toLowerCase().startsWith(letter));
  }
  function wholes(id) {
    return form.querySelector(`[name="${id}:total"]:not(fieldset.item *)`);
  }
  function part(item) { return item.closest("[data-measure]"); }
  function isText(target) { return target.matches("input:not([type=radio], [type=checkbox]), textarea"); }

  // Where the keys go: everything between the top and the save button, in visible order.
  function stops() {
    const all = form.querySelectorAll(
      "fieldset.item, .field input, .field select, .field textarea, [data-save]");
    return Array.from(all).filter((stop) => stop.checkVisibility() && !stop.matches("fieldset.item *"));
  }
  function go(stop, wantsBeside) {
    forget();
    let target = stop;
    if (stop.matches("fieldset.item")) {
      const chosen = options(stop).find((radio) => radio.checked);
      target = field(stop) || chosen || options(stop)[0];
      if (wantsBeside) target = besides(stop).find((one) => one.type === "text") || target;
      current(stop);
    }
    if (!target) return;
    target.focus({ preventScroll: true });
    if (isText(target) && target.select && target.type === "text") target.select();
    stop.scrollIntoView({ block: "nearest" });
  }
  function move(from, step, wantsBeside) {
    const all = stops();
    const next = all[all.indexOf(from) + step];
    if (next) go(next, wantsBeside);
  }

  // The Tab key stops once in an instrument of choices, at the item that is its turn; arrow keys and
  // Enter go through the items. Number fields are stops of their own.
  function current(item) {
    const block = part(item);
    items.filter((other) => part(other) === block).forEach((other) => {
      const turn = other === item ? 0 : -1;
      options(other).concat(besides(other), reasons(other)).forEach((radio) => { radio.tabIndex = turn; });
      // The reasons open with N, where that is no answer itself.
      const more = other.querySelector("summary");
      if (more) more.tabIndex = hasWord(other, "n") ? turn : -1;
    });
  }
  form.querySelectorAll("[data-measure]").forEach((block) => {
    const own = items.filter((item) => part(item) === block);
    if (own.length) current(own.find((item) => !answered(item)) || own[0]);
  });
  form.addEventListener("focusin", (event) => {
    const item = event.target.closest("fieldset.item");
    if (item) current(item);
  });

  // Each measure has its own count, and a running total where its values simply add up. The
  // score itself is computed by the server.
  function own(block) { return items.filter((item) => part(item) === block); }
  // With what is asked once for several instruments; only a begun one takes such an answer.
  function all(block) {
    const taken = (block.dataset.takes || "").split(" ");
    return items.filter((item) => part(item) === block || taken.includes(item.id));
  }
  function count(block) {
    const needed = all(block).filter((item) => item.dataset.optional === undefined);
    const list = needed.length ? needed : all(block);
    const whole = wholes(block.dataset.measure);
    const isBegun = own(block).some(answered);
    if (whole && whole.value.trim() !== "" && !isBegun) return "total only";
    return (isBegun ? list.filter(answered).length : 0) + " of " + list.length;
  }
  function total(block) {
    if (!own(block).some(answered)) return "none yet";
    const chosen = all(block).filter((item) => item.dataset.optional === undefined).map((item) => {
      const radio = options(item).find((one) => one.checked);
      const text = field(item);
      if (radio) return radio.value;
      if (text && text.value.trim() !== "") return text.value.trim();
      return reasons(item).some((one) => one.checked && one.value !== "") ? "none" : "";
    });
    const numbers = chosen.filter((value) => /^-?[0-9]+$/.test(value)).map((value) => parseInt(value, 10));
    const sum = numbers.reduce((so, value) => so + value, 0);
    // Missing is never zero: nothing answered is no total, and so is an item without a number.
    return numbers.length === chosen.length ? String(sum)
      : numbers.length === 0 ? "none yet"
      : chosen.includes("") ? sum + " so far" : "none, an item is missing";
  }
  function tally() {
    form.querySelectorAll("[data-measure]").forEach((block) => {
      const id = block.dataset.measure;
      const text = count(block);
      const begun = block.querySelector("[data-clear]");
      const whole = wholes(id);
      const any = own(block).some(answered) || (whole !== null && whole.value.trim() !== "");
      block.querySelectorAll("output[data-count]").forEach((mark) => { mark.textContent = text; });
      block.querySelectorAll("output[data-total]").forEach((mark) => { mark.textContent = total(block); });
      if (begun) begun.hidden = !any;
      form.querySelectorAll("output[data-count-of]").forEach((mark) => {
        if (mark.dataset.countOf === id) mark.textContent = text;
      });
      form.querySelectorAll("[data-due-block]").forEach((name) => {
        if (name.dataset.dueBlock === id) name.hidden = any;
      });
    });
    form.querySelectorAll("[data-due]").forEach((line) => {
      line.classList.toggle("gone", line.querySelector("[data-due-block]:not([hidden])") === null);
    });
  }
  function changed() {
    session.unsaved = true;
    tally();
    askTotals();
    draft.keep();
  }
  function clear(item) {
    forget();
    item.querySelectorAll("input[type=radio]").forEach((radio) => { radio.checked = false; });
    texts(item).forEach((text) => { text.value = ""; });
    changed();
  }

  // A key typed on an item of choices. Nothing is chosen until what was typed can mean only one of
  // them, and a key that fits none never lets a later key act alone.
  function forget() {
    clearTimeout(typing.timer);
    if (typing.item) delete typing.item.dataset.typed;
    typing.item = null;
    typing.text = "";
  }
  function type(item, key) {
    const before = typing.item === item ? typing.text : "";
    forget();
    const text = (before + key).toLowerCase();
    const fitting = options(item).filter((radio) => radio.value.toLowerCase().startsWith(text));
    if (fitting.length === 1 && fitting[0].value.toLowerCase() === text) return choose(item, fitting[0]);
    typing.item = item;
    typing.text = text;
    item.dataset.typed = text + (fitting.length ? "…" : ": no such answer");
    typing.timer = setTimeout(forget, 2000);
  }
  function choose(item, radio) {
    radio.checked = true;
    changed();
    move(item, 1);
  }
  function why(item) {
    const more = item.querySelector("details.none");
    more.open = true;
    const all = reasons(item);
    const at = all.indexOf(document.activeElement);
    // Again: the next reason; Space chooses it.
    (at < 0 ? all.find((one) => one.checked) || all[0] : all[(at + 1) % all.length]).focus();
  }
  function finish(item) {
    const text = typing.item === item ? typing.text : "";
    const exact = text && options(item).find((radio) => radio.value.toLowerCase() === text);
    if (exact) return choose(item, exact);
    if (text) return forget();
    move(item, 1);
  }
  function mayBegin(item, key) {
    if (/^[0-9]$/.test(key)) return true;
    if (typing.item === item) return /^[-.,a-z]$/i.test(key);
    return options(item).some((radio) => /^[-a-z]/i.test(radio.value)
      && radio.value.toLowerCase().startsWith(key.toLowerCase()));
  }

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      form.requestSubmit(save);
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const target = event.target;
    const item = target.closest("fieldset.item");
    const text = isText(target);
    if (event.key === "Enter") {
      if (target.matches("button, summary, textarea, a")) return;
      // Enter goes on and never saves a visit by accident.
      event.preventDefault();
      if (target.id === "date" && showDay()) return;
      if (target.id === "add" && target.value) return further.click();
      if (!item) return move(target, 1);
      if (text) return move(item, 1, target.matches("[data-beside]"));
      return finish(item);
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (target.matches("textarea, select, button, summary, [type=date]")) return;
      event.preventDefault();
      move(item || target, event.key === "ArrowDown" ? 1 : -1, target.matches("[data-beside]") && text);
      return;
    }
    if (item && text && event.key === "n") {
      event.preventDefault();
      return why(item);
    }
    if (!item || text) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      if (typing.item === item) return forget();
      return clear(item);
    }
    const number = field(item);
    if (event.key === "n" && !hasWord(item, "n")) {
      event.preventDefault();
      return why(item);
    }
    if (number && /^[-0-9.,]$/.test(event.key)) {
      event.preventDefault();
      number.focus();
      number.value = event.key;
      number.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (!number && event.key.length === 1 && mayBegin(item, event.key)) {
      event.preventDefault();
      type(item, event.key);
    }
  });

  // A click on the chosen answer takes it back.
  let before = null;
  form.addEventListener("pointerdown", (event) => {
    const label = event.target.closest("fieldset.item label");
    const radio = label && label.querySelector("input[type=radio]");
    before = radio && radio.checked ? radio : null;
  });
  form.addEventListener("click", (event) => {
    if (event.target === before) {
      before.checked = false;
      before = null;
      changed();
    }
    const button = event.target.closest("[data-clear]");
    if (button) {
      event.preventDefault();
      const block = part(button);
      const whole = wholes(block.dataset.measure);
      if (whole) whole.value = "";
      own(block).forEach(clear);
      const first = own(block)[0];
      if (first) go(first);
    }
  });
  form.addEventListener("input", (event) => {
    if (event.target === date) return;
    const item = event.target.closest("fieldset.item");
    // A value and a reason why there is none exclude each other.
    if (item && event.target.type === "text" && event.target.value.trim() !== "") {
      reasons(item).forEach((reason) => { reason.checked = false; });
    }
    changed();
  });
  form.addEventListener("submit", () => {
    draft.cancel();
    session.unsaved = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (session.unsaved) event.preventDefault();
  });

  // Another day: the form is shown anew for it, with all that was typed.
  const date = form.querySelector("#date");
  const further = form.querySelector("[data-show-measure]");
  const opened = form.elements.opened ? form.elements.opened.value : "";
  let dateTimer = 0;
  function showDay() {
    if (!date || !/^(19|20)[0-9]{2}-/.test(date.value) || date.value === opened) return false;
    clearTimeout(dateTimer);
    form.requestSubmit(form.querySelector("[data-show-day]"));
    return true;
  }
  if (date) {
    date.addEventListener("change", () => {
      clearTimeout(dateTimer);
      dateTimer = setTimeout(showDay, 1500);
    });
    date.addEventListener("blur", showDay);
  }
  const add = form.querySelector("#add");
  if (add) add.addEventListener("input", (event) => event.stopPropagation());
  tally();

  // A new form begins at its first item, or where that must say first how it was measured.
  const first = form.querySelector("fieldset.item [autofocus]");
  if (first) {
    const choice = part(first).querySelector(".variants select");
    if (choice && choice.value === "") choice.focus();
    else go(first.closest("fieldset.item"));
  }
  askTotals();
}

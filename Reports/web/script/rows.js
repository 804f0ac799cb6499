document.querySelectorAll("table[data-rows]").forEach(rows);
document.querySelectorAll("form[data-apply]").forEach(apply);
document.querySelectorAll("form[data-defer]").forEach(defer);

// A list to go through: j and k or the arrows move, Enter opens the row's link.
function rows(table) {
  const links = Array.from(table.querySelectorAll("tbody a[data-row]"));
  const steps = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
  const came = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (came && links.includes(came)) came.focus();
  document.addEventListener("keydown", (event) => {
    if (typing(event)) return;
    const step = steps[event.key];
    const row = document.activeElement.closest("tr");
    const at = links.findIndex((link) => row !== null && row.contains(link));
    // The arrows scroll the page until somebody is in the list.
    if (!step || (at < 0 && event.key.startsWith("Arrow"))) return;
    const next = links[at < 0 ? 0 : at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

// Rows to be deferred together: x ticks the row, d goes to the day; the box in the head ticks all.
function defer(form) {
  const ticks = Array.from(form.querySelectorAll("[data-tick]"));
  const all = form.querySelector("[data-tick-all]");
  const count = form.querySelector("[data-ticked]");
  const show = () => {
    const ticked = ticks.filter((tick) => tick.checked).length;
    count.textContent = ticked;
    all.checked = ticked === ticks.length;
    all.indeterminate = ticked > 0 && !all.checked;
    clearOfBars();
  };
  all.addEventListener("change", () => {
    ticks.forEach((tick) => { tick.checked = all.checked; });
    show();
  });
  ticks.forEach((tick) => tick.addEventListener("change", show));
  document.addEventListener("keydown", (event) => {
    if (typing(event)) return;
    const row = document.activeElement.closest("tr");
    const tick = row && row.querySelector("[data-tick]");
    if (event.key === "x" && tick) tick.click();
    else if (event.key === "d") form.querySelector("#until").focus();
    else return;
    event.preventDefault();
  });
  show();
}

// A choice is applied as soon as it is made.
function apply(form) {
  form.addEventListener("change", () => form.requestSubmit());
}

// Whether a key belongs to a field, or to the browser.
function typing(event) {
  const field = event.target.closest("input, select, textarea, dialog");
  const isChoice = field && (field.type === "radio" || field.type === "checkbox");
  return event.ctrlKey || event.altKey || event.metaKey || (field !== null && !isChoice);
}

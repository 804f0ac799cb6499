document.querySelectorAll("form[data-decide]").forEach(decide);
document.querySelectorAll(".jump").forEach(jump);

// 1 to 6 choose a decision. Enter on it closes the flag and opens the next; what must be written
// first gets the focus.
function decide(form) {
  document.addEventListener("keydown", (event) => {
    if (typing(event)) return;
    const choice = form.querySelector("input[data-key='" + CSS.escape(event.key) + "']");
    if (!choice) return;
    event.preventDefault();
    choice.checked = true;
    const first = { "diagnosis-revised": "#revised-to", deferred: "#until" }[choice.value];
    const field = first ? form.querySelector(first) : "note" in choice.dataset ? form.querySelector("#note") : choice;
    field.focus();
  });
}

// p and n go through the list that the page was opened from, l back to it.
function jump(bar) {
  document.addEventListener("keydown", (event) => {
    if (typing(event)) return;
    const link = bar.querySelector("a[data-key='" + CSS.escape(event.key) + "']");
    if (!link) return;
    event.preventDefault();
    link.click();
  });
}

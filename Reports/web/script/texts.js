document.querySelectorAll("details[data-texts]").forEach(texts);

// Texts of the site for a note: one is put in at the cursor of the field that was written in last,
// or at the end of one that nobody touched. What was typed or marked is never replaced.
function texts(list) {
  const fields = Array.from(document.querySelectorAll(list.dataset.texts));
  let last = null;
  fields.forEach((field) => field.addEventListener("focus", () => { last = field; }));
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-text]");
    const field = last || fields.find((one) => one.checkVisibility());
    if (!button || !field) return;
    const text = button.closest("li").querySelector("p").textContent;
    const at = last ? field.selectionEnd : field.value.length;
    const [before, after] = [field.value.slice(0, at), field.value.slice(at)];
    const gap = (edge) => (edge === "" || /\s/.test(edge) ? "" : " ");
    // A field of one line takes no line breaks.
    const line = field.matches("input") ? text.replace(/\s+/g, " ") : text;
    field.focus();
    field.setRangeText(gap(before.slice(-1)) + line + gap(after.slice(0, 1)), at, at, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

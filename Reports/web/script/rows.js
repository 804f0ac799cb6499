document.querySelectorAll("table[data-rows]").forEach(rows);

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

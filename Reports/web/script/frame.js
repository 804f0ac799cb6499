// The frame of a page: `/` goes to the search, what takes the focus is never behind a bar, and the
// menu closes by itself.
document.addEventListener("keydown", (event) => {
  const field = document.getElementById("find-patient");
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || !field) return;
  if (event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select, dialog")) return;
  event.preventDefault();
  field.focus();
  field.select();
});

document.querySelectorAll("details.me").forEach((menu) => {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});

// How much of the window its bars cover, at the top and at the bottom.
const bars = Array.from(document.querySelectorAll(".identity, .savebar, .tally"));
function clearOfBars() {
  const style = document.documentElement.style;
  let [top, bottom] = [0, 0];
  bars.forEach((bar) => {
    bar.classList.remove("flowing");
    if (getComputedStyle(bar).position !== "sticky") return;
    // Never more than a quarter of the window for one bar.
    if (bar.offsetHeight > window.innerHeight / 4) return bar.classList.add("flowing");
    if (bar.matches(".identity")) top = Math.max(top, bar.offsetHeight);
    else bottom = Math.max(bottom, bar.offsetHeight);
  });
  style.scrollPaddingTop = top + 8 + "px";
  style.scrollPaddingBottom = bottom + 8 + "px";
}
if (bars.length > 0) {
  clearOfBars();
  window.addEventListener("resize", clearOfBars);
}

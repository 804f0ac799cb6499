document.querySelectorAll("svg.chart").forEach(chart);

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

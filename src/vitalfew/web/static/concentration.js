// The threshold follows the hand. Every word and place was written by the server, one set for each per cent;
// without this script the form's button asks for the same page.
const data = document.getElementById("levels");
const slider = document.querySelector("[data-slider]");

function show(level) {
  const all = (name) => document.querySelectorAll(`[data-${name}]`);
  const write = (name, words) => all(name).forEach((node) => (node.textContent = words));
  const place = (name, places) =>
    all(name).forEach((node) => Object.entries(places).forEach(([key, value]) => node.setAttribute(key, value)));
  write("answer", level.answer);
  write("second", level.second);
  write("share", level.share);
  write("caption", level.caption);
  write("note", level.note);
  place("ground", { width: level.x });
  place("dot", { cx: level.x, cy: level.dot });
  place("drop", { x1: level.x, x2: level.x, y1: level.dot });
  place("leader", { x2: level.column });
  place("name", { x: level.column });
  place("threshold", { x: level.x, y: level.dot });
  place("picture", { "aria-label": level.answer });
  all("threshold").forEach((node) => node.classList.toggle("turned", level.turned));
  place("level", { y: level.y });
  place("line", { y1: level.y, y2: level.y });
  all("tick").forEach((node) =>
    node.setAttribute("visibility", Math.abs(node.dataset.tick - level.percent) < 5 ? "hidden" : "visible"),
  );
  all("rank").forEach((row) => row.classList.toggle("cut", Number(row.dataset.rank) === level.count));
}

// The address keeps what is shown, so that a link shows a colleague the same picture.
function remember(percent) {
  const here = new URL(location.href);
  here.searchParams.set("threshold", percent);
  history.replaceState(null, "", here);
  document.querySelectorAll("a[data-keeps]").forEach((link) => {
    const there = new URL(link.href);
    there.searchParams.set("threshold", percent);
    link.href = there;
  });
}

if (data && slider) {
  const levels = new Map(JSON.parse(data.textContent).map((level) => [String(level.percent), level]));
  slider.addEventListener("input", () => show(levels.get(slider.value)));
  slider.addEventListener("change", () => remember(slider.value));
}

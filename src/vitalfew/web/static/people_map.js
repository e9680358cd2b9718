// Moving a card under another boss: by dragging, or on a card by M. The server draws what then stands.

const map = document.querySelector("[data-may-move]");
const dialog = document.querySelector("[data-move]");
const form = dialog?.querySelector("form");
const cards = () => [...(map?.querySelectorAll("a[data-person]") ?? [])];
const FAR = 6; // px from which on a press is a drag

function send(card, boss) {
  form.elements.contact.value = card.dataset.person;
  form.elements.version.value = card.dataset.version;
  form.elements.boss.value = boss;
  form.requestSubmit();
}

// The dialog ----------------------------------------------------------------
const keys = document.querySelector("[data-keys]");
const keysAreOn = () => localStorage.getItem("map-keys") !== "off";
function tellKeys() {
  keys.hidden = false;
  keys.setAttribute("aria-pressed", String(keysAreOn()));
  keys.textContent = keysAreOn() ? keys.dataset.on : keys.dataset.off;
}
if (keys) {
  tellKeys();
  keys.addEventListener("click", () => {
    localStorage.setItem("map-keys", keysAreOn() ? "off" : "on");
    tellKeys();
  });
}

let chosen = null;
function ask(card) {
  chosen = card;
  const name = card.getAttribute("aria-label");
  dialog.querySelector("[data-move-title]").title = name;
  form.elements.contact.value = card.dataset.person;
  form.elements.version.value = card.dataset.version;
  for (const option of form.elements.boss.options) option.hidden = option.value === card.dataset.person;
  find.value = "";
  dialog.showModal();
  find.focus();
}

const find = dialog?.querySelector("[data-find-person]");
function narrow() {
  const wanted = find.value.trim().toLowerCase();
  let first = null;
  for (const option of form.elements.boss.options) {
    const fits = option.value !== chosen?.dataset.person && option.text.toLowerCase().includes(wanted);
    option.hidden = !fits;
    if (fits && (wanted === "" || option.value) && !first) first = option;
  }
  if (first && wanted) first.selected = true;
}
find?.addEventListener("input", narrow);
find?.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") {
    event.preventDefault();
    form.elements.boss.focus();
  }
});
form?.elements.boss.addEventListener("keydown", (event) => {
  if (event.key === "Enter") {
    event.preventDefault();
    form.requestSubmit();
  }
});
dialog?.querySelector("[data-close]").addEventListener("click", () => dialog.close());
dialog?.addEventListener("close", () => chosen?.focus());

// Keys on a card: M moves, arrows go to whoever is next in that direction -----
function middle(card) {
  const box = card.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}
function next(card, key) {
  const [x, y] = middle(card);
  const along = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key];
  const ahead = cards()
    .map((one) => [one, middle(one)])
    .map(([one, [a, b]]) => [one, (a - x) * along[0] + (b - y) * along[1], Math.abs((a - x) * along[1]) + Math.abs((b - y) * along[0])])
    .filter(([one, far]) => one !== card && far > 4)
    .sort((a, b) => a[1] + 2 * a[2] - b[1] - 2 * b[2]);
  return ahead[0]?.[0];
}
map?.addEventListener("keydown", (event) => {
  const card = event.target.closest("a[data-person]");
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith("Arrow")) {
    event.preventDefault();
    next(card, event.key)?.focus();
  } else if (event.key.toLowerCase() === "m" && keysAreOn()) {
    event.preventDefault();
    ask(card);
  }
});
// Ctrl+Z takes the last move back.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  const undo = document.querySelector("[data-undo]");
  if (undo && !typing && event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    undo.click();
  }
});

// Dragging ------------------------------------------------------------------
let drag = null;
const cardAt = (x, y) => document.elementsFromPoint(x, y).map((one) => one.closest?.("a[data-person]")).find((one) => one && one !== drag?.card);
map?.addEventListener("pointerdown", (event) => {
  const card = event.target.closest("a[data-person]");
  if (card && event.button === 0 && event.pointerType !== "touch") drag = { card, x: event.clientX, y: event.clientY, ghost: null, target: null };
});
map?.addEventListener("dragstart", (event) => event.preventDefault());
document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const dx = event.clientX - drag.x;
  const dy = event.clientY - drag.y;
  if (!drag.ghost && Math.hypot(dx, dy) < FAR) return;
  if (!drag.ghost) {
    const place = drag.card.parentNode;
    drag.ghost = place.cloneNode(true);
    drag.ghost.classList.add("ghost");
    for (const one of drag.ghost.querySelectorAll("[id]")) one.removeAttribute("id");
    for (const one of drag.ghost.querySelectorAll("a")) one.removeAttribute("data-person");
    const whole = place.ownerSVGElement;
    drag.from = whole.getScreenCTM().inverse().multiply(place.getScreenCTM());
    whole.append(drag.ghost);
    place.classList.add("lifted");
  }
  drag.ghost.setAttribute("transform", `translate(${drag.from.e + dx} ${drag.from.f + dy})`);
  const target = cardAt(event.clientX, event.clientY);
  if (target !== drag.target) {
    drag.target?.classList.remove("target");
    target?.classList.add("target");
    drag.target = target;
  }
});
function drop(isDone) {
  if (!drag) return;
  const { card, ghost, target } = drag;
  drag = null;
  ghost?.remove();
  card.parentNode.classList.remove("lifted");
  target?.classList.remove("target");
  if (!ghost) return;
  // A drag is no click on the card's link.
  const still = (event) => event.preventDefault();
  addEventListener("click", still, { once: true, capture: true });
  setTimeout(() => removeEventListener("click", still, { capture: true }), 0);
  if (isDone && target) send(card, target.dataset.person);
}
document.addEventListener("pointerup", () => drop(true));
document.addEventListener("pointercancel", () => drop(false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") drop(false);
});

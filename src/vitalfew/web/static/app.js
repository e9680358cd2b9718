// Small comforts of every page; everything works without them.

// "/" goes to the search, as in every tool people keep open all day.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("[data-find]");
  if (field && field.offsetParent) {
    event.preventDefault();
    field.focus();
  }
});

// A toast goes by itself after a while, unless it is an error or the pointer rests on it.
for (const toast of document.querySelectorAll(".toast")) {
  toast.querySelector("[data-close]")?.addEventListener("click", () => toast.remove());
  if (toast.classList.contains("error")) continue;
  const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toast.remove());
  setTimeout(leave, 8000);
}

// A choice that filters sends its form at once; its button stays for those without scripts.
document.addEventListener("change", (event) => {
  event.target.closest("[data-send-at-once]")?.requestSubmit();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// Escape leaves a field that is being changed in place; a conflict is shown where the field stands.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") event.target.closest("[data-inplace]")?.querySelector("[data-leave]")?.click();
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 409 && event.detail.target.closest("[data-inplace]")) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// What scrolls sideways is reached by keyboard too, where nothing within it is.
const within = "a, button, input, select, textarea";
const reachTables = () => {
  for (const table of document.querySelectorAll("table.plain")) {
    const scrolls = table.scrollWidth > table.clientWidth + 1 && !table.querySelector(within);
    table.toggleAttribute("tabindex", scrolls);
    if (scrolls) table.tabIndex = 0;
  }
};
addEventListener("resize", reachTables);
reachTables();

// Rows chosen for one change: how many, all at once.
const picks = () => [...document.querySelectorAll("input[type=checkbox][form=together]")];
const tellPicked = () => {
  const many = picks().filter((each) => each.checked).length;
  for (const each of document.querySelectorAll("[data-picked]")) each.textContent = many ? `(${many})` : "";
  for (const each of document.querySelectorAll("[data-needs-picked]")) each.disabled = !many;
};
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-pick-all]")) for (const each of picks()) each.checked = event.target.checked;
  if (event.target.matches("[data-pick-all], [form=together]")) tellPicked();
});
tellPicked();

// The keyboard begins where the work is: in the form, at what was refused, or after saving past the menu.
function begin(form) {
  const first = form?.querySelector("input:not([type=hidden]), select, textarea");
  const chosen = first?.type === "radio" && form.querySelector(`[name="${first.name}"]:checked`);
  (chosen || first)?.focus();
}
const refused = document.querySelector("main [aria-invalid=true]");
const form = document.querySelector("[data-start]");
if (refused) refused.focus();
else if (form) begin(form);
else if (document.querySelector(".toast") && !location.hash) document.querySelector("#main").focus({ preventScroll: true });
document.addEventListener("htmx:afterSettle", (event) => begin(event.target.querySelector("[data-start]")));

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

// Choosing files to import: the bound is named before anything is sent, and the sending shows how far it is.
// Without scripts the form is sent as it stands.

const form = document.querySelector("[data-upload]");
const input = form.querySelector("input[type=file]");
const error = form.querySelector("[data-upload-error]");
const state = form.querySelector("[data-upload-state]");
const bar = form.querySelector("progress");
const button = form.querySelector("button[type=submit]");
const size = (bytes) => (bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`);
const isTooLarge = () => [...input.files].reduce((sum, file) => sum + file.size, 0) > Number(form.dataset.bound);

form.classList.add("is-scripted");

input.addEventListener("change", () => {
  state.textContent = [...input.files].map((file) => `${file.name} ${size(file.size)}`).join(" · ");
  error.textContent = isTooLarge() ? form.dataset.tooLarge : "";
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (isTooLarge()) {
    error.textContent = form.dataset.tooLarge;
    return;
  }
  send();
});

function send() {
  const request = new XMLHttpRequest();
  bar.hidden = false;
  button.disabled = true;
  error.textContent = "";
  request.upload.addEventListener("progress", (event) => (bar.value = event.loaded / event.total));
  request.addEventListener("load", () => arrive(request));
  request.addEventListener("error", () => form.submit());
  request.responseType = "document";
  request.open("POST", form.action || location.href);
  request.send(new FormData(form));
}

function arrive(request) {
  const moved = new URL(request.responseURL).pathname !== location.pathname;
  if (moved && request.status < 400) {
    location.assign(request.responseURL);
    return;
  }
  bar.hidden = true;
  button.disabled = false;
  // The form says why; another page says it in its heading.
  const page = request.response;
  const said = page?.querySelector("[data-upload-error]") ?? page?.querySelector("h1");
  error.textContent = said ? said.textContent.trim() : String(request.status);
}

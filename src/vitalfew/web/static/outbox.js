// A visit's note is not lost when the network drops: what is typed stays on this device until the server has it.
// It may be sent again and again; the server knows each note by its key and keeps it once.

const bar = document.querySelector("[data-outbox]");
const BOX = `vitalfew.outbox.${bar.dataset.outbox}`;
const DRAFT = `vitalfew.draft.${bar.dataset.outbox}.`;
const PATIENCE = 15_000; // a line that answers nothing for so long counts as dropped
const AGAIN = 20_000;

const read = (key, otherwise) => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
};
const write = (key, value) => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false; // no room, or the browser forbids it: the form is then sent as any other
  }
};
const waiting = () => read(BOX, []);
const keep = (note) => write(BOX, [...waiting().filter((one) => one.key !== note.key), note]);
const drop = (key) => write(BOX, waiting().filter((one) => one.key !== key));

function say(what, names, word, act) {
  bar.replaceChildren(bar.dataset[what].replace("{names}", names));
  if (word) {
    const step = document.createElement(typeof act === "string" ? "a" : "button");
    if (typeof act === "string") step.href = act;
    else Object.assign(step, { type: "button", onclick: act });
    step.textContent = bar.dataset[word];
    bar.append(" ", step);
  }
  bar.hidden = false;
}

const cookie = (name) => document.cookie.match(new RegExp(`(?:^|; )${name}=([^;]*)`))?.[1] ?? "";

// Answers "taken" with the page to go to, "refused", "signed out", or "kept" where nobody answered.
async function post(note) {
  let answer;
  try {
    answer = await fetch(note.url, {
      method: "POST",
      body: new URLSearchParams(note.fields),
      headers: { Accept: "application/json", "X-CSRFToken": cookie("csrftoken") },
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return { said: "kept" };
  }
  if (answer.redirected) return { said: "signedOut" };
  if (answer.ok) return { said: "taken", to: (await answer.json()).to };
  return { said: [403, 404, 422].includes(answer.status) ? "refused" : "kept" };
}

let isSending = false;
async function sendAll() {
  if (isSending || !waiting().length) return;
  isSending = true;
  const sent = [];
  for (const note of waiting().filter((one) => !one.refused)) {
    const { said } = await post(note);
    if (said === "taken") {
      drop(note.key);
      sent.push(note.name);
    } else if (said === "refused") keep({ ...note, refused: true });
    else break;
  }
  isSending = false;
  if (sent.length) say("sent", sent.join(bar.dataset.between));
  tell(sent.length > 0);
}

function tell(hasSaid) {
  const left = waiting();
  const refused = left.find((note) => note.refused);
  if (refused) say("refused", refused.name, "open", refused.url);
  else if (left.length) say("kept", left.map((note) => note.name).join(bar.dataset.between));
  else if (!hasSaid) bar.hidden = true;
}

const form = document.querySelector("form[data-keep]");
const fieldsOf = (one) => [...new FormData(one)].filter(([name]) => name !== "csrfmiddlewaretoken");

function fill(one, fields) {
  for (const field of one.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken") continue;
    const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
  }
  for (const part of one.querySelectorAll("details"))
    part.open = [...part.querySelectorAll("input, textarea")].some((field) => field.value && !field.defaultValue);
}

function begin() {
  const at = location.pathname + location.search;
  const draft = DRAFT + at;
  const refused = waiting().find((note) => note.refused && note.url === at);
  const before = refused?.fields ?? read(draft, null);
  // A page that answers what was sent shows it already.
  if (before && !("answered" in form.dataset)) {
    fill(form, before);
    say("restored", "", "drop", () => {
      localStorage.removeItem(draft);
      if (refused) drop(refused.key);
      location.reload();
    });
  }
  form.addEventListener("input", () => write(draft, fieldsOf(form)));
  form.addEventListener("submit", async (event) => {
    const fields = fieldsOf(form);
    const key = form.elements.sent_key.value;
    const note = { key, url: at, fields, name: form.dataset.keep };
    if (!keep(note)) return;
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    const { said, to } = await post(note);
    button.disabled = false;
    if (said === "taken" || said === "refused") {
      drop(key);
      if (said === "taken") localStorage.removeItem(draft);
      // What is refused is sent once more as a form, so that the page says why beside each field.
      if (said === "taken") location.assign(to);
      else form.submit();
      return;
    }
    localStorage.removeItem(draft);
    if (said === "signedOut") say("signedOut", note.name, "signIn", bar.dataset.signInAt);
    else tell(false);
    form.reset();
    // The next note from this page is another one.
    form.elements.sent_key.value = [...crypto.getRandomValues(new Uint8Array(18))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
    bar.scrollIntoView({ block: "nearest" });
  });
}

tell(false);
if (form) begin();
sendAll();
addEventListener("online", sendAll);
setInterval(() => waiting().some((note) => !note.refused) && sendAll(), AGAIN);

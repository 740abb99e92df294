// Keeps a form's words on the server while they are typed: 2 seconds after typing stops, every 5 seconds while it goes
// on, and when a box or the page is left. Nothing is kept in the browser: no localStorage, no sessionStorage.
import { post } from "./alive.js";
import { signIn } from "./submit.js";

const QUIET = 2000;
const LONGEST = 5000;
const RETRY = 5000;
const PATIENCE = 15000;

const NOT_SAVED = {
  0: "Not saved: no connection. Your words are still on this page",
  401: "Not saved: you have been signed out. Your words are still on this page. ",
  403: "Not saved: this page is too old. Your words are still on this page. Copy them, then open the page again",
  409: "Not saved: somebody changed this in the meantime. Your words are still on this page",
  413: "Not saved: this is too long. Your words are still on this page",
};
const UNKNOWN = "Not saved. Your words are still on this page";

export function startAutosave(form) {
  const status = form.querySelector("[data-draft-status]") || document.querySelector("[data-draft-status]");
  const state = { unsaved: false, since: 0, timer: 0, flight: null, sent: false };

  const say = (words, failed) => {
    if (!status) return;
    status.classList.toggle("app-draft-status--failed", Boolean(failed));
    if (state.said === words) return; // only what is new is read aloud
    state.said = status.textContent = words;
    if (words === NOT_SAVED[401]) status.append(signIn());
  };

  const plan = (wait) => {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => save(), wait);
  };

  const changed = () => {
    if (state.sent) return;
    if (!state.unsaved) state.since = Date.now();
    state.unsaved = true;
    state.version = (state.version || 0) + 1;
    const left = Math.max(0, state.since + LONGEST - Date.now());
    plan(Math.min(QUIET, left));
  };

  const save = async (leaving = false) => {
    clearTimeout(state.timer);
    if (!state.unsaved || state.sent) return;
    if (state.flight && !leaving) return; // the answer plans the next one
    const version = state.version;
    state.since = Date.now();
    const stop = new AbortController();
    const patience = setTimeout(() => stop.abort(), PATIENCE);
    state.flight = stop;
    const answer = await post(form.dataset.draftUrl, words(form), { signal: stop.signal, keepalive: leaving });
    clearTimeout(patience);
    if (state.flight === stop) state.flight = null;
    if (state.sent) return;
    if (answer.ok) saved(answer.body, version);
    else failed(answer.status);
  };

  const saved = (body, version) => {
    for (const [name, value] of Object.entries(body.fields || {})) {
      const box = form.elements.namedItem(name);
      if (box && box.type === "hidden") box.value = value;
    }
    state.signedOut = false;
    say(`Saved as a draft ${body.saved_at || clock()}`, false);
    if (state.version === version) state.unsaved = false;
    else plan(Math.max(0, Math.min(QUIET, state.since + LONGEST - Date.now())));
  };

  const failed = (code) => {
    state.signedOut = code === 401;
    say(NOT_SAVED[code] || UNKNOWN, true);
    plan(RETRY);
  };

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("focusout", () => save());
  form.addEventListener("submit", (event) => {
    if (!state.signedOut || !status) return;
    event.preventDefault(); // it would end at the sign-in page, and the newest words with it
    status.scrollIntoView({ block: "center" });
    status.querySelector("a")?.focus();
  });
  form.addEventListener("app:sent", () => {
    // What is sent now is newer than any draft on its way.
    state.sent = true;
    clearTimeout(state.timer);
    state.flight?.abort();
    setTimeout(() => (state.sent = false), 5000);
  });
  document.addEventListener("app:save-now", () => save());
  document.addEventListener("visibilitychange", () => save(document.visibilityState === "hidden"));
  window.addEventListener("online", () => save());
  window.addEventListener("offline", () => state.unsaved && say(NOT_SAVED[0], true));
  window.addEventListener("beforeunload", (event) => {
    if (!state.unsaved || state.sent) return;
    save(true);
    event.preventDefault();
    event.returnValue = "";
  });
}

// Everything typed, without files (they go with the form itself).
function words(form) {
  const all = new FormData(form);
  for (const [name, value] of [...all.entries()]) if (value instanceof File) all.delete(name);
  return all;
}

function clock() {
  const now = new Date();
  return `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
}

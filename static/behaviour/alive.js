// The session lives on whenever the server answers us, in this tab or another. Says so to whoever counts.
// Each tab says whose session it is: somebody else's, or none, is no life of ours.
const channel = "BroadcastChannel" in window ? new BroadcastChannel("session") : null;
const PATIENCE = 10000;
const ASK_AFTER = 30000;
const heard = { at: Date.now(), doubt: false };
const me = () => document.body.dataset.person || "";

export function tellAlive() {
  heard.at = Date.now();
  document.dispatchEvent(new CustomEvent("app:alive"));
  channel?.postMessage(me());
}

export function onAlive(listener) {
  document.addEventListener("app:alive", listener);
  channel?.addEventListener("message", ({ data }) => data === me() && listener());
}

// A page that was just opened tells the other tabs whose it is; they ask before they send what was typed.
export function startListening() {
  channel?.addEventListener("message", () => (heard.doubt = true));
  channel?.postMessage(me());
}

// Whether the server may take a form of this page badly: it was quiet for long, or something changed in another tab.
export function inDoubt() {
  return Boolean(me()) && (heard.doubt || !navigator.onLine || Date.now() - heard.at > ASK_AFTER);
}

// POST with the page's CSRF token; gives { ok, status, body } and never throws: no network is status 0.
// A token that is too old, because its reader signed in again in another tab, is renewed once.
export async function post(url, body, options = {}) {
  const form = body || new FormData();
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token && !form.has("csrfmiddlewaretoken")) form.append("csrfmiddlewaretoken", token.value);
  const answer = await send(url, form, options);
  if (answer.status !== 403) return answer;
  const renewed = await renew();
  if (!renewed) return answer;
  form.set("csrfmiddlewaretoken", renewed);
  return send(url, form, options);
}

// The token that this page's forms need now, put into each of them. Nothing when somebody else is signed in.
async function renew() {
  return (await askWho()).token || null;
}

// Who is signed in now, as a status: 200 its own reader (with a fresh token), 401 nobody, 409 somebody else, 0 no network.
export async function askWho() {
  const { keepAliveUrl } = document.body.dataset;
  if (!keepAliveUrl || !me()) return { status: 409 };
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const url = `${keepAliveUrl}?of=${encodeURIComponent(me())}`;
    const answer = await fetch(url, { redirect: "manual", cache: "no-store", signal: stop.signal });
    if (answer.type === "opaqueredirect") return { status: 401 }; // sent to the sign-in page
    if (!answer.ok) return { status: answer.status };
    const { token } = await answer.json();
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((box) => (box.value = token));
    heard.at = Date.now();
    heard.doubt = false;
    return { status: 200, token };
  } catch {
    return { status: 0 };
  } finally {
    clearTimeout(patience);
  }
}

async function send(url, form, options) {
  try {
    const answer = await fetch(url, { method: "POST", body: form, redirect: "manual", cache: "no-store", ...options });
    if (answer.type === "opaqueredirect") return { ok: false, status: 401, body: {} }; // sent to the sign-in page
    const text = await answer.text();
    let read = {};
    try {
      read = text ? JSON.parse(text) : {};
    } catch {
      read = {};
    }
    if (answer.ok) tellAlive();
    return { ok: answer.ok, status: answer.status, body: read };
  } catch {
    return { ok: false, status: 0, body: {} };
  }
}

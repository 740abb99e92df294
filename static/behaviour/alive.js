// The session lives on whenever the server answers us, in this tab or another. Says so to whoever counts.
const channel = "BroadcastChannel" in window ? new BroadcastChannel("session") : null;

export function tellAlive(left) {
  const detail = { left };
  document.dispatchEvent(new CustomEvent("app:alive", { detail }));
  channel?.postMessage(detail);
}

export function onAlive(listener) {
  document.addEventListener("app:alive", (event) => listener(event.detail || {}));
  channel?.addEventListener("message", (event) => listener(event.data || {}));
}

// POST with the page's CSRF token; gives { ok, status, body } and never throws: no network is status 0.
export async function post(url, body, options = {}) {
  const form = body || new FormData();
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token && !form.has("csrfmiddlewaretoken")) form.append("csrfmiddlewaretoken", token.value);
  try {
    const answer = await fetch(url, { method: "POST", body: form, redirect: "error", cache: "no-store", ...options });
    const text = await answer.text();
    let read = {};
    try {
      read = text ? JSON.parse(text) : {};
    } catch {
      read = {};
    }
    if (answer.ok) tellAlive(read.left);
    return { ok: answer.ok, status: answer.status, body: read };
  } catch {
    return { ok: false, status: 0, body: {} };
  }
}

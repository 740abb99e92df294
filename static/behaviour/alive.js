// The session lives on whenever the server answers us, in this tab or another. Says so to whoever counts.
const channel = "BroadcastChannel" in window ? new BroadcastChannel("session") : null;

export function tellAlive() {
  document.dispatchEvent(new CustomEvent("app:alive"));
  channel?.postMessage("alive");
}

export function onAlive(listener) {
  document.addEventListener("app:alive", listener);
  channel?.addEventListener("message", listener);
}

// POST with the page's CSRF token; gives { ok, status, body } and never throws: no network is status 0.
export async function post(url, body, options = {}) {
  const form = body || new FormData();
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token && !form.has("csrfmiddlewaretoken")) form.append("csrfmiddlewaretoken", token.value);
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

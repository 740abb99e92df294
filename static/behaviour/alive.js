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
  const { keepAliveUrl, person } = document.body.dataset;
  if (!keepAliveUrl || !person) return null;
  try {
    const answer = await fetch(`${keepAliveUrl}?of=${encodeURIComponent(person)}`, { redirect: "error", cache: "no-store" });
    if (!answer.ok) return null;
    const { token } = await answer.json();
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((box) => (box.value = token));
    return token;
  } catch {
    return null;
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

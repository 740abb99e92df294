// A second press of the same button within five seconds does nothing: one answer, one record. And no word is sent where
// it would be lost: a form with something typed into it asks first when the session may be over or the network gone.
import { askWho, inDoubt } from "./alive.js";

const PAUSE = 5000;
const NOT_SENT = {
  0: "Not sent: no connection. Your words are still on this page. Try again when you are connected",
  401: "Not sent: you have been signed out. Your words are still on this page. ",
  409: "Not sent: somebody else is signed in now. Your words are still on this page. ",
};
const UNKNOWN = "Not sent: the service did not answer. Your words are still on this page. Try again in a minute";
const NOT_TYPED = "[type=hidden], [type=checkbox], [type=radio], [type=password], [type=submit]";

export function guardSubmits(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    const last = Number(form.dataset.sentAt || 0);
    if (Date.now() - last < PAUSE) {
      event.preventDefault();
      return;
    }
    form.dataset.sentAt = String(Date.now());
    if (hasWords(form) && inDoubt()) {
      event.preventDefault();
      askFirst(form, event.submitter);
      return;
    }
    form.dispatchEvent(new CustomEvent("app:sent"));
  });
  // Back from the next page: the form may be sent again.
  window.addEventListener("pageshow", () => {
    root.querySelectorAll("form[data-sent-at]").forEach((form) => delete form.dataset.sentAt);
  });
}

// Whether anything was typed or chosen from this computer that only this page holds.
export function hasWords(form) {
  return [...form.elements].some(
    (box) => box.matches("input, textarea") && !box.matches(NOT_TYPED) && box.value.trim() !== "",
  );
}

async function askFirst(form, button) {
  const { status } = await askWho();
  delete form.dataset.sentAt;
  if (status === 200) {
    tell(form, "");
    form.requestSubmit(button);
    return;
  }
  const said = tell(form, NOT_SENT[status] || UNKNOWN);
  if (status === 401 || status === 409) said.append(signIn());
  said.scrollIntoView({ block: "center" });
}

// Says it above the form's buttons, aloud too.
function tell(form, words) {
  let said = form.querySelector("[data-not-sent]");
  if (!said && !words) return null;
  if (!said) {
    said = document.createElement("p");
    said.className = "app-draft-status app-draft-status--failed govuk-body";
    said.setAttribute("role", "alert");
    said.dataset.notSent = "";
    const buttons = form.querySelector(".govuk-button-group, button[type=submit], button:not([type])");
    if (buttons) buttons.before(said);
    else form.append(said);
  }
  said.textContent = words;
  return said;
}

// Where to sign in while this page stays open.
export function signIn() {
  const link = document.createElement("a");
  link.href = document.body.dataset.signInUrl || "/";
  link.target = "_blank";
  link.rel = "noopener";
  link.className = "govuk-link";
  link.textContent = "Sign in again in a new tab, then come back here";
  return link;
}

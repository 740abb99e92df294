// A second press of the same button within five seconds does nothing: one answer, one record.
const PAUSE = 5000;

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
    form.dispatchEvent(new CustomEvent("app:sent"));
  });
  // Back from the next page: the form may be sent again.
  window.addEventListener("pageshow", () => {
    root.querySelectorAll("form[data-sent-at]").forEach((form) => delete form.dataset.sentAt);
  });
}

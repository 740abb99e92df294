// A meeting by keyboard: one key for each button of the page, only while no field has the focus, and only there. Every
// key has its button; the keys can be switched off (WCAG 2.1.4).

export function startMeeting(root) {
  const page = root.querySelector("[data-keys]");
  if (!page) return;
  root.addEventListener("keydown", (event) => {
    if (page.dataset.keys === "off") return;
    if (event.key === "Enter" && event.ctrlKey) return save(page, event);
    if (event.key === "Escape") return root.activeElement?.blur(); // twice hides the screen: hide.js
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    if (event.key === "?") return openKeys(page, event);
    const wanted = [...page.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key);
    if (!wanted) return;
    event.preventDefault();
    wanted.click();
  });
  page.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    if ("curtain" in pressed.dataset) root.querySelector("[data-hide-now]")?.click();
    if ("showNames" in pressed.dataset) showNames(page, pressed);
    if ("keysSwitch" in pressed.dataset) switchKeys(page, pressed);
    if (pressed.dataset.goto) goTo(page, pressed.dataset.goto);
    if (pressed.dataset.choose) page.querySelector(`[name="${pressed.dataset.choose}"]`)?.click();
  });
}

function typing(element) {
  return element.matches?.("textarea, select, input:not([type=radio], [type=checkbox], [type=submit])");
}

function save(page, event) {
  const form = page.querySelector("#minute");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[value=save]"));
}

function openKeys(page, event) {
  event.preventDefault();
  const keys = page.querySelector(".app-keys")?.closest("details");
  if (!keys) return;
  keys.open = !keys.open;
  keys.querySelector("summary").focus();
}

function goTo(page, name) {
  const field = page.querySelector(`[name="${name}"]`);
  if (!field) return;
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.focus();
}

function showNames(page, button) {
  const show = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(show));
  page.querySelectorAll("[data-full-name]").forEach((each) => (each.hidden = !show));
  page.querySelectorAll("[data-initials]").forEach((each) => (each.hidden = show));
}

function switchKeys(page, button) {
  const on = page.dataset.keys === "off";
  page.dataset.keys = on ? "on" : "off";
  button.setAttribute("aria-pressed", String(on));
  button.textContent = on ? "Keys on" : "Keys off";
}

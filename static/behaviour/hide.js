// "Hide": Esc twice, or a button at the foot, covers the whole page when somebody comes near. Esc twice again shows it.
// The keys can be switched off (WCAG 2.1.4); only that preference is kept, in a cookie.
const BETWEEN = 600;
const COOKIE = "hide_keys=off";

export function startHiding(root) {
  const controls = root.querySelector("[data-hide-controls]");
  if (!controls || !("showModal" in HTMLDialogElement.prototype)) return;
  controls.hidden = false;
  const keys = controls.querySelector("[data-hide-switch]");
  const screen = makeScreen(root);
  const title = root.title;
  let on = !root.cookie.split("; ").includes(COOKIE);
  let hidden = false;
  let last = -Infinity;

  const show = () => {
    hidden = false;
    screen.close();
    root.title = title;
  };
  const hide = () => {
    hidden = true;
    screen.showModal();
    root.title = "Hidden";
  };
  const tell = () => {
    keys.setAttribute("aria-pressed", String(on));
    keys.textContent = `Esc twice hides it: ${on ? "on" : "off"}`;
  };

  keys.addEventListener("click", () => {
    on = !on;
    root.cookie = on ? "hide_keys=; path=/; max-age=0; samesite=strict" : `${COOKIE}; path=/; max-age=31536000; samesite=strict`;
    tell();
  });
  controls.querySelector("[data-hide-now]").addEventListener("click", hide);
  screen.querySelector("button").addEventListener("click", show);
  screen.addEventListener("close", () => hidden && screen.showModal()); // only we uncover the page
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (hidden) event.preventDefault(); // one Esc alone must not uncover the page
    const twice = event.timeStamp - last < BETWEEN;
    last = twice ? -Infinity : event.timeStamp;
    if (!twice) return;
    event.preventDefault(); // or the browser would close at once what opens here
    if (hidden) show();
    else if (on && !root.querySelector("dialog[open]")) hide();
  });
  tell();
}

function makeScreen(root) {
  const screen = root.createElement("dialog");
  screen.className = "app-hidden-screen";
  screen.setAttribute("aria-label", "The page is hidden");
  const words = root.createElement("p");
  words.className = "app-hidden-screen__words";
  words.textContent = "Hidden. Press Esc twice to go on.";
  const button = root.createElement("button");
  button.type = "button";
  button.className = "app-footer__button";
  button.textContent = "Show the page";
  screen.append(words, button);
  root.body.append(screen);
  return screen;
}

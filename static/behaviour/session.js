// Two minutes before the server ends the session it asks; one key (Enter, Space or Esc) stays signed in. The server
// decides: when the session has reached its longest time, its answer says so and the page is covered at once.
// After the end the page is covered, because the next person at this screen may be somebody else.
import { onAlive, post } from "./alive.js";

const WARN = 120;
const LAST_SAVE = 10;
const SAID_AT = [120, 60, 30, 10];

export function startSessionWarning(body) {
  const dialog = document.querySelector("[data-timeout]");
  const idle = Number(body.dataset.sessionSeconds);
  if (!dialog || !idle || !dialog.showModal) return;
  const part = (name) => dialog.querySelector(`[data-timeout-${name}]`);
  const state = { end: Date.now() + idle * 1000, said: Infinity, over: false };
  const secondsLeft = () => Math.round((state.end - Date.now()) / 1000);

  const stay = async () => {
    const answer = await post(body.dataset.keepAliveUrl);
    if (answer.status === 401 || answer.status === 403) finish();
    else if (!answer.ok) part("said").textContent = part("left").textContent = "No connection. Try again";
  };

  const finish = () => {
    state.over = true;
    clearInterval(ticking);
    dialog.classList.add("app-timeout--over");
    part("title").textContent = "You have been signed out";
    part("words").textContent = "What you typed was kept as a draft where the page does that, and is still here until you leave it.";
    part("left").textContent = "";
    part("stay").hidden = true;
    const again = part("sign-in");
    const here = encodeURIComponent(location.pathname + location.search);
    again.href = `${body.dataset.signInUrl || "/"}?next=${here}`;
    again.hidden = false;
    if (!dialog.open) dialog.showModal();
    again.focus();
  };

  const tick = () => {
    const left = secondsLeft();
    if (left > WARN) {
      state.said = Infinity;
      if (dialog.open) dialog.close(); // put off, here or in another tab
      return;
    }
    if (left <= 0) return finish();
    if (left <= LAST_SAVE) document.dispatchEvent(new CustomEvent("app:save-now"));
    if (!dialog.open) {
      dialog.showModal();
      part("stay").focus();
    }
    part("left").textContent = `Time left: ${minutes(left)}`;
    const mark = SAID_AT.filter((second) => left <= second).pop();
    if (mark !== state.said) {
      state.said = mark;
      part("said").textContent = `You will be signed out in ${minutes(left)}`;
    }
  };

  part("stay").addEventListener("click", stay);
  dialog.addEventListener("close", () => state.over && dialog.showModal());
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (!state.over) part("stay").click();
  });
  onAlive(() => {
    if (state.over) return;
    state.end = Date.now() + idle * 1000;
    tick();
  });
  const ticking = setInterval(tick, 1000);
}

function minutes(seconds) {
  const whole = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const words = [];
  if (whole) words.push(`${whole} minute${whole === 1 ? "" : "s"}`);
  if (rest || !whole) words.push(`${rest} second${rest === 1 ? "" : "s"}`);
  return words.join(" ");
}

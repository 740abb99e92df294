// Two minutes before the server ends the session it asks; one key (Enter, Space or Esc) stays signed in. The server
// decides: when the session has reached its longest time, its answer says so and the page is covered at once.
// After the end the page is covered, because the next person at this screen may be somebody else. Where something was
// typed its reader signs in in a new tab, and finds the page uncovered, with every word.
import { askWho, onAlive, post, startListening } from "./alive.js";
import { hasWords } from "./submit.js";

const WARN = 120;
const LAST_SAVE = 10;
const KEPT = "What you typed is still on this page. Sign in again in a new tab, then come back here.";
const SAID_AT = [120, 60, 30, 10];

export function startSessionWarning(body) {
  startListening();
  const dialog = document.querySelector("[data-timeout]");
  const idle = Number(body.dataset.sessionSeconds);
  if (!dialog || !idle || !dialog.showModal) return;
  const part = (name) => dialog.querySelector(`[data-timeout-${name}]`);
  const state = { end: Date.now() + idle * 1000, said: Infinity, over: false };
  const first = { title: part("title").textContent, words: part("words").textContent };
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
    part("left").textContent = "";
    part("stay").hidden = true;
    const again = part("sign-in");
    const here = encodeURIComponent(location.pathname + location.search);
    again.href = `${body.dataset.signInUrl || "/"}?next=${here}`;
    const words = [...document.querySelectorAll("main form[method=post]")].some(hasWords);
    part("words").textContent = words ? KEPT : "Sign in to go on where you were.";
    if (words) {
      again.href = body.dataset.signInUrl || "/";
      again.target = "_blank";
      again.rel = "noopener";
      again.textContent = "Sign in again in a new tab";
    }
    again.hidden = false;
    if (!dialog.open) dialog.showModal();
    again.focus();
  };

  // Its reader signed in again in another tab: the page goes on, its forms with the new session's token.
  const resume = async () => {
    if (!state.over || document.visibilityState === "hidden") return;
    const { status } = await askWho();
    if (status === 409) part("words").textContent = `Somebody else is signed in now. ${KEPT}`;
    if (status !== 200 || !state.over) return;
    state.over = false;
    state.end = Date.now() + idle * 1000;
    dialog.classList.remove("app-timeout--over");
    part("title").textContent = first.title;
    part("words").textContent = first.words;
    part("stay").hidden = false;
    part("sign-in").hidden = true;
    dialog.close();
    ticking = setInterval(tick, 1000);
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
  document.addEventListener("visibilitychange", resume);
  window.addEventListener("focus", resume);
  onAlive(() => {
    if (state.over) return resume();
    state.end = Date.now() + idle * 1000;
    tick();
  });
  let ticking = setInterval(tick, 1000);
}

function minutes(seconds) {
  const whole = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const words = [];
  if (whole) words.push(`${whole} minute${whole === 1 ? "" : "s"}`);
  if (rest || !whole) words.push(`${rest} second${rest === 1 ? "" : "s"}`);
  return words.join(" ");
}

// A meeting by keyboard: one key for each button of the page, only while no field has the focus, and only there. Every
// key has its button; the keys can be switched off (WCAG 2.1.4).

import { post } from "./alive.js";

const QUIET = 300;

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
  previewLine(page);
  page.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    if ("curtain" in pressed.dataset) root.querySelector("[data-hide-now]")?.click();
    if ("timer" in pressed.dataset) showTime(page, pressed);
    if ("showNames" in pressed.dataset) showNames(page, pressed);
    if ("keysSwitch" in pressed.dataset) switchKeys(page, pressed);
    if (pressed.dataset.goto) goTo(page, pressed.dataset.goto);
    if (pressed.dataset.choose) page.querySelector(`[name="${pressed.dataset.choose}"]`)?.click();
  });
}

// What the one line would write down, while it is typed. Enter writes it down; what is not understood comes back.
function previewLine(page) {
  const line = page.querySelector("[data-command]");
  const told = page.querySelector("[data-preview]");
  if (!line || !told) return;
  let timer, asked;
  line.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const text = line.value;
      asked = text;
      const body = new FormData();
      body.append("act", "look");
      body.append("command", text);
      const answer = text.trim() ? await post(location.href, body) : { ok: true, body: { words: "" } };
      if (asked !== text || line.value !== text) return; // typed on meanwhile
      told.textContent = answer.ok ? answer.body.words : "";
      told.classList.toggle("app-preview--unclear", answer.ok && answer.body.understood === false);
    }, QUIET);
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

// How long this family has been talked about: since it was opened, whoever opened it and wherever.
function showTime(page, button) {
  const told = page.querySelector("[data-elapsed]");
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  told.hidden = !on;
  clearInterval(told.ticking);
  if (!on) return;
  const tell = () => {
    const seconds = Math.max(0, Math.floor((Date.now() - new Date(button.dataset.timer)) / 1000));
    const minutes = Math.floor(seconds / 60);
    const over = minutes >= Number(button.dataset.minutes);
    const time = `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
    told.textContent = over ? `${time}, longer than ${button.dataset.minutes} minutes` : time;
    told.classList.toggle("app-meeting__over", over);
  };
  tell();
  told.ticking = setInterval(tell, 1000);
}

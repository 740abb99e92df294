// A page that waits for something a worker makes: asks now and then how far it is, and opens itself again when that is
// another answer than the page shows. Without this file there is a link to look again.

const EVERY = 2000;
const MOST = 300; // some ten minutes: whoever left the page open has gone

export function waitForWork(root) {
  const told = root.querySelector("[data-waits]");
  if (!told) return;
  let asked = 0;
  const ask = async () => {
    asked += 1;
    try {
      const answer = await fetch(told.dataset.waits, { cache: "no-store", redirect: "error" });
      const found = answer.ok ? await answer.json() : null;
      if (found && found.state !== told.dataset.state) return location.reload();
    } catch {
      // No connection now: asked again.
    }
    if (asked < MOST) setTimeout(ask, asked < 15 ? EVERY : EVERY * 5);
  };
  setTimeout(ask, EVERY);
}

// A page from which a long file is saved: how many of its rows have been, while the browser saves it.
export function followProgress(root) {
  const told = root.querySelector("[data-progress]");
  if (!told) return;
  const bar = told.querySelector("progress");
  let asked = 0;
  const ask = async () => {
    asked += 1;
    try {
      const answer = await fetch(told.dataset.progress, { cache: "no-store", redirect: "error" });
      if (answer.ok) show(told, bar, await answer.json());
    } catch {
      // No connection now: asked again.
    }
    if (asked < MOST * 5) setTimeout(ask, EVERY);
  };
  setTimeout(ask, EVERY);
}

function show(told, bar, found) {
  bar.hidden = found.state === "ready";
  bar.max = found.total || 1;
  bar.value = found.done;
  told.querySelector("[data-progress-words]").textContent = found.words;
  const over = told.querySelector("[data-progress-over]");
  if (over.textContent !== found.over) over.textContent = found.over;
}

// The console of a counter. Every act is a plain form; with this script an act is sent
// again by itself until the server answers (it counts acts, so a second sending of the
// same one does nothing), function keys press their buttons, and clocks run.

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

const AGAIN = 1_000; // ms between two tries
const PATIENCE = 8_000; // ms after which an answer is not coming: a line can die in silence
const LOCK = 1_500; // ms in which a call cannot be pressed twice
const SECOND = 1_000;

/* ---- One act after another, each kept until it is answered ----------------------- */

// An act says what was seen when it was pressed: pressed again on the same sight, or
// overtaken by another, it does nothing at the server.
let line = Promise.resolve();
const onTheWay = new Set();

// Before the script of all pages, which would let the form go only once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const acts = one("#console-place")?.dataset.acts;
  if (!acts || !new URL(form.action).pathname.startsWith(acts)) return;
  event.preventDefault();
  const button = event.submitter;
  const body = new FormData(form, button);
  const seen = one("[data-console-revision]");
  if (seen && !body.has("revision")) body.set("revision", seen.value);
  const sight = body.get("revision");
  if (onTheWay.has(sight)) return;
  onTheWay.add(sight);
  form.closest("dialog")?.close();
  const address = button?.getAttribute("formaction") ?? form.action;
  line = line.then(() => send(address, body, button)).finally(() => onTheWay.delete(sight));
}, { capture: true });

async function send(address, body, button) {
  button?.setAttribute("aria-busy", "true");
  const lost = one("[data-console-lost]");
  try {
    for (;;) {
      const page = await tried(address, body);
      if (page) return show(page);
      if (lost) lost.hidden = false;
      await new Promise((go) => { setTimeout(go, AGAIN); });
    }
  } finally {
    button?.removeAttribute("aria-busy");
    if (lost) lost.hidden = true;
  }
}

// The page that answers; null when there was no answer, or only that of a proxy.
async function tried(address, body) {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    // The page itself, not where it is: on a slow line that is half the time.
    const answer = await fetch(address, { method: "POST", body, signal, headers: { "X-At-Once": "1" } });
    if (answer.status >= 502) return null;
    return { text: await answer.text(), url: answer.url };
  } catch {
    return null;
  }
}

function show({ text, url }) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = one("#console-place .console-live", page);
  const place = one("#console-place .console-live");
  // Signed out, counter left or taken over: the whole page says so.
  if (!fresh || !place) return location.assign(url);
  place.innerHTML = fresh.innerHTML;
  one("#console-place").dataset.now = one("#console-place", page).dataset.now;
  const said = one(".messages", page);
  one(".messages")?.remove();
  if (said) one(".page-head").after(said);
  wake();
}

/* ---- Keys: F2 to F10 and Ctrl+Z, whatever has the cursor ------------------------ */

document.addEventListener("keydown", (event) => {
  const isUndo = event.ctrlKey && event.key.toLowerCase() === "z";
  const name = isUndo ? "ctrl+z" : event.key;
  const isPlain = !event.altKey && !event.metaKey && !event.shiftKey && (isUndo || !event.ctrlKey);
  if (!isPlain || !(isUndo || /^F([2-9]|10)$/.test(name)) || one("dialog[open]")) return;
  if (isUndo && event.target.closest("input, textarea") && event.target.value) return;
  const buttons = all("[data-fkey]").filter((it) => it.dataset.fkey === name && it.offsetParent);
  // What the state offers goes before what is always there: F10 ends a break it began.
  const button = buttons.find((it) => it.closest(".console-live")) ?? buttons[0];
  // The browser's own F3, F6, F7 would take the officer away in the middle of work.
  if (button || !isUndo) event.preventDefault();
  if (button && !event.repeat && !button.disabled) button.click();
});

document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-opens='console-call-this']");
  if (!row) return;
  one("[data-call-this-ticket]").value = row.dataset.ticket;
  one("[data-call-this-label]").textContent = row.dataset.label;
});

/* ---- Clocks, and the lock against a second touch --------------------------------- */

// The server's time, carried on by a clock that nobody sets: an office computer may be an
// hour out, and may be put right in the middle of a visit.
let told = "";
let ahead = 0;

function now() {
  const place = one("#console-place");
  if (place && place.dataset.now !== told) {
    told = place.dataset.now;
    ahead = Date.parse(told) - performance.now();
  }
  return performance.now() + ahead;
}

function tick() {
  for (const clock of all("[data-elapsed]")) {
    const seconds = Math.max(0, Math.floor((now() - Date.parse(clock.dateTime)) / SECOND));
    const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (clock.textContent !== text) clock.textContent = text;
  }
}

function wake() {
  tick();
  for (const button of all("[data-opens][hidden]")) button.hidden = false;
  for (const button of all("[data-locks]")) {
    button.disabled = true;
    setTimeout(() => { button.disabled = false; }, LOCK);
  }
}

tick();
setInterval(tick, SECOND);
const live = one(".console-live");
if (live) new MutationObserver(tick).observe(live, { childList: true });

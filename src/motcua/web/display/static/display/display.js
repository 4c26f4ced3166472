// A public screen: follows its stream, says when it has lost it, keeps the clock going.
// What this reads from the page: data-beat, data-home, data-csrf, #settings, data-snapshot,
// data-clock, data-day, data-pause, data-called-ms, data-counter, data-side, data-calls,
// data-said, data-sample, data-unblock, data-turns.

import { Voice } from "./voice.js";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

const SILENCE = 4_000;
const LOOK_EVERY = 500;
const RETRY = 1_000;
const REPORT_EVERY = 10_000;
const FRESH = 10_000;
const TURN_EVERY = 12_000;
const MOST_ERRORS = 5;
const HERE = { timeZone: "Asia/Ho_Chi_Minh" };
const clockTime = new Intl.DateTimeFormat("vi", { ...HERE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const wholeDay = new Intl.DateTimeFormat(document.documentElement.lang, { ...HERE, weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" });

const { beat, home, csrf } = document.body.dataset;
const place = one("[data-snapshot]");
let settings = JSON.parse(one("#settings").textContent);
let ahead = settings.now - Date.now();
const openedOn = wholeDay.format(settings.now);
const errors = [];

// The server's time: a machine in the hall may have any.
const now = () => Date.now() + ahead;

/* ---- The stream ---------------------------------------------------------------- */

let source = null;
let heardAt = performance.now();
let triedAt = heardAt;
let heardTime = now();

function connect() {
  source?.close();
  triedAt = performance.now();
  if (!settings.stream) return;
  source = new EventSource(settings.stream);
  source.addEventListener("beat", heard);
  source.addEventListener("snapshot", (event) => {
    heard();
    place.innerHTML = event.data;
    dress();
  });
  // The browser gives up for good when a proxy answers in the server's place; we do not.
  source.addEventListener("error", ({ target }) => {
    target.close();
    setTimeout(() => { if (target === source) connect(); }, RETRY);
  });
}

function heard() {
  heardAt = performance.now();
  heardTime = now();
  delete document.body.dataset.lost;
  one("[data-pause]").hidden = true;
}

function look() {
  showSound();
  const silence = performance.now() - heardAt;
  if (!settings.stream || silence < SILENCE) return;
  if (!("lost" in document.body.dataset)) {
    document.body.dataset.lost = "";
    one("[data-pause] time").textContent = clockTime.format(heardTime);
    one("[data-pause]").hidden = false;
  }
  // A line cut without a word looks open for minutes.
  if (performance.now() - triedAt > 2 * SILENCE) connect();
}

/* ---- What a snapshot lacks: which side, how new, what to say ------------------------ */

function dress() {
  for (const row of all("[data-counter]", place)) showSide(row);
  for (const called of all("[data-called-ms]", place)) {
    const age = now() - Number(called.dataset.calledMs);
    if (age >= FRESH) continue;
    called.classList.add("is-new");
    called.style.animationDelay = `${-Math.max(0, Math.round(age))}ms`;
  }
  markSpoken();
  turn();
  voice.offer(all("[data-calls] > li", place).map(({ dataset, textContent }) => ({
    key: dataset.key,
    at: Number(dataset.ms),
    sound: dataset.sound,
    isTrial: "trial" in dataset,
    words: textContent,
  })));
}

function showSide(row) {
  const counter = Number(row.dataset.counter);
  const { left, right } = settings;
  const isKnown = left.length + right.length > 0;
  const side = left.includes(counter) ? "left" : right.includes(counter) ? "right" : "ahead";
  for (const way of all("[data-side]", row)) way.hidden = !isKnown || way.dataset.side !== side;
}

function markSpoken() {
  for (const row of all("[data-call]", place)) {
    row.classList.toggle("is-spoken", row.dataset.call === voice.current);
  }
}

/* ---- A list longer than the screen shows its parts in turn ---------------------------- */

let turned = 0;

function turn(step = 0) {
  const list = one("[data-turns]", place);
  if (!list) return;
  for (const item of list.children) item.hidden = false;
  const rows = [...list.children].filter((item) => item.offsetTop + item.offsetHeight <= list.offsetTop + list.clientHeight);
  const fits = Math.max(rows.length, 1);
  const parts = Math.ceil(list.children.length / fits);
  turned = (turned + step) % parts;
  [...list.children].forEach((item, index) => { item.hidden = Math.floor(index / fits) !== turned; });
}

/* ---- The voice ------------------------------------------------------------------- */

const voice = new Voice(now);

document.addEventListener("voice", ({ detail }) => {
  markSpoken();
  const said = one("[data-said]");
  if (!said) return;
  said.hidden = detail.what === "ended";
  one("span", said).textContent = detail.words;
});

function showSound() {
  const button = one("[data-unblock]");
  if (button) button.hidden = !settings.speaks || voice.state !== "blocked";
}

one("[data-unblock]")?.addEventListener("click", async () => {
  await voice.unblock();
  showSound();
});

/* ---- The machine reports, and is told how to show things ------------------------------- */

async function report() {
  const said = { errors };
  if (settings.speaks) Object.assign(said, { sound: voice.state, tried: voice.tried });
  let answer;
  try {
    answer = await fetch(beat, {
      method: "POST",
      headers: { "X-CSRFToken": csrf, "Content-Type": "application/json" },
      body: JSON.stringify(said),
      signal: AbortSignal.timeout(REPORT_EVERY / 2),
    });
    // Not ours any more: a place in the hall has to be asked for anew.
    if (answer.status === 403 || answer.status === 404) location.replace(home);
    if (answer.ok) settle(await answer.json());
  } catch {
    // The server is away: the stream says so.
  }
}

function settle(fresh) {
  const before = settings;
  settings = fresh;
  ahead = fresh.now - Date.now();
  // A new day begins with a new page: it may be of a new version, too.
  if (wholeDay.format(now()) !== openedOn) location.reload();
  apply(before.speaks);
  if (fresh.topic !== before.topic) connect();
}

function apply(spoke) {
  document.documentElement.style.setProperty("--letter", `${settings.letter}vmin`);
  if (settings.speaks && !spoke) voice.begin(spoke === undefined);
  if (!settings.speaks && spoke) voice.end();
  for (const row of all("[data-counter]", place)) showSide(row);
}

function note(what) {
  errors.push(String(what));
  errors.splice(0, errors.length - MOST_ERRORS);
}

addEventListener("error", ({ message }) => note(message));
addEventListener("unhandledrejection", ({ reason }) => note(reason));

/* ---- The clock ------------------------------------------------------------------- */

function tick() {
  one("[data-clock]").textContent = clockTime.format(now());
  one("[data-day]").textContent = wholeDay.format(now());
  setTimeout(tick, 1_000 - (now() % 1_000));
}

/* ---- Begin ------------------------------------------------------------------------- */

apply();
tick();
dress();
connect();
report();
setInterval(look, LOOK_EVERY);
setInterval(report, REPORT_EVERY);
setInterval(turn, TURN_EVERY, 1);
addEventListener("resize", () => turn());
const sample = one("[data-sample]")?.dataset.sample;
if (sample) voice.look(sample);

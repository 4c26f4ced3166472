// The machine at the door. One page stays open all day: parts of it are fetched and put in,
// so that it still stands, and still gives numbers, when the server is away.
// What this reads from the page: data-part, data-idle, data-home, data-csrf, data-beat,
// data-pairing, data-scan, data-language, data-display, data-keep, data-whole, data-take,
// data-read, data-print, data-print-page, data-printing, data-pad, data-keys, data-still,
// data-away, data-clock, data-said, data-own, data-fill, data-service.

import { OwnNumbers } from "./own_numbers.js";
import { Idle } from "./idle.js";
import { readAloud, stopReading } from "./reading.js";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

const PATIENCE = 6_000;
const PATIENCE_WHILE_AWAY = 1_500;
const DEAF_AFTER_TOUCH = 800;
const REPORT_EVERY = 10_000;
const REFRESH_EVERY = 30_000;
const SCAN_PAUSE = 120;
const SHORTEST_SCAN = 8;
const HERE = { timeZone: "Asia/Ho_Chi_Minh" };
const clockTime = new Intl.DateTimeFormat("vi", { ...HERE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

const { home, beat, pairing, csrf, scan, language, display } = document.body.dataset;
const numbers = new OwnNumbers(document.body.dataset, post);
const kept = new Map();
const errors = [];
let isAway = false;
let isBusy = false;
let touchedAt = -Infinity;

/* ---- Fetch a part, or do without ----------------------------------------------------- */

async function ask(url, options = {}) {
  const signal = AbortSignal.timeout(isAway ? PATIENCE_WHILE_AWAY : PATIENCE);
  const answer = await fetch(url, { ...options, signal });
  if (answer.status === 502 || answer.status === 503 || answer.status === 504) throw new Error("the server is away");
  return answer;
}

function post(url, body, headers = {}) {
  return ask(url, { method: "POST", body, headers: { "X-CSRFToken": csrf, ...headers } });
}

function setAway(away) {
  isAway = away;
  one("[data-away]").hidden = !away;
}

async function open(url, options) {
  if (isBusy) return;
  isBusy = true;
  stopReading();
  const isPlain = !options;
  try {
    const answer = await ask(url, options);
    // Not ours any more, or never was: ask for a place anew.
    if (answer.status === 404 && isPlain && new URL(url, location).pathname === home) location.replace(pairing);
    const text = await answer.text();
    setAway(false);
    if (isPlain) remember(url, text);
    show(text);
  } catch {
    setAway(true);
    const known = isPlain && kept.get(new URL(url, location).pathname);
    if (known) show(known);
    else own("away");
  } finally {
    isBusy = false;
  }
}

// Another language, another contrast: the whole page anew, if it can be had.
async function change(url, options) {
  try {
    await ask(url, options);
    location.reload();
  } catch {
    setAway(true);
  }
}

// A page about somebody's own matter has it in its address, and is not kept.
function remember(url, text) {
  const { pathname, search } = new URL(url, location);
  if (!search) kept.set(pathname, text);
}

function show(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const part = one("[data-part]", fresh);
  if (!part) return own("away");
  one("[data-part]").replaceWith(document.adoptNode(part));
  document.title = fresh.title;
  dress();
}

// A page of our own, in the frame of the one that is there.
function own(name, fill = {}) {
  const main = one("[data-part] main");
  const template = one(`template[data-own="${name}"]`);
  const title = Object.assign(document.createElement("h1"), { textContent: template.dataset.title, tabIndex: -1 });
  main.replaceChildren(title, template.content.cloneNode(true));
  for (const [key, words] of Object.entries(fill)) one(`[data-fill="${key}"]`, main).textContent = words;
  one("[data-part]").dataset.idle = "30";
  for (const read of all("[data-read]")) read.remove();
  dress();
}

function dress() {
  idle.begin(Number(one("[data-part]").dataset.idle));
  for (const hidden of all("[data-read], [data-keys], [data-print-page]")) hidden.hidden = false;
  one("h1")?.focus({ preventScroll: true });
  one("[data-said]").textContent = one("h1")?.textContent ?? "";
  one("[data-pad] input")?.focus();
  const key = one("[data-take] [name=key]");
  if (key) key.value = crypto.getRandomValues(new Uint8Array(16)).reduce((text, byte) => text + byte.toString(16).padStart(2, "0"), "");
  printNumber();
  if (location.hash) history.replaceState(null, "", location.pathname);
}

/* ---- Touch --------------------------------------------------------------------------- */

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href], button");
  if (!link) return;
  const now = performance.now();
  const isDigit = link.closest("[data-keys]") && link.type !== "submit";
  // A trembling hand touches twice.
  if (!isDigit && now - touchedAt < DEAF_AFTER_TOUCH) {
    event.preventDefault();
    return;
  }
  touchedAt = now;
  if (link.matches("a[href]")) {
    event.preventDefault();
    if ("whole" in link.dataset) change(link.href);
    else open(link.href);
  } else if (link.dataset.read) readAloud(link);
  else if (link.dataset.digit) type(link.dataset.digit);
  else if ("erase" in link.dataset) type("");
  else if ("printPage" in link.dataset) print();
});

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  event.preventDefault();
  const data = new FormData(form, submitter);
  if (submitter && "whole" in submitter.dataset) change(form.action, { method: "POST", body: data });
  else if ("take" in form.dataset) take(form, data);
  else open(form.action, { method: "POST", body: data });
});

// What is held down is not asked for again and again, and nothing is dragged away.
document.addEventListener("contextmenu", (event) => event.preventDefault());
document.addEventListener("dragstart", (event) => event.preventDefault());

/* ---- A number -------------------------------------------------------------------------- */

async function take(form, data) {
  if (isBusy) return;
  isBusy = true;
  stopReading();
  try {
    const text = await taken(form.action, data);
    setAway(false);
    show(text);
  } catch {
    setAway(true);
    const given = numbers.give(Object.fromEntries(data), document.documentElement.lang);
    if (given.label) own("number", { label: given.label, service: form.dataset.service });
    else own(given.why);
  } finally {
    isBusy = false;
  }
}

// Asked twice with the same key: what was answered the first time is answered again.
async function taken(url, data) {
  const once = async () => {
    const answer = await post(url, data);
    if (answer.status >= 500) throw new Error("the server is ill");
    return answer.text();
  };
  try {
    return await once();
  } catch (reason) {
    if (isAway) throw reason;
    return once();
  }
}

async function printNumber() {
  const place = one("[data-print]");
  if (!place) return;
  if (place.dataset.print === "browser") return print();
  const said = one("[data-printing]", place);
  one("button", place).hidden = true;
  said.hidden = false;
  try {
    const answer = await post(place.action, new FormData(place), { Accept: "application/json" });
    one("span", said).textContent = (await answer.json()).words;
  } catch {
    one("button", place).hidden = false;
    said.hidden = true;
  }
}

/* ---- Ten keys, and the scanner, which types faster than anybody ------------------------- */

function type(digit) {
  const fields = all("[data-pad] input:not([type=hidden])");
  const last = fields.findLastIndex((field) => field.value);
  let field = fields.includes(document.activeElement) ? document.activeElement : fields[0];
  if (digit === "") {
    if (!field.value && last >= 0) field = fields[last];
    field.value = field.value.slice(0, -1);
  } else if (field.value.length < field.maxLength) field.value += digit;
  const isFull = field.value.length === field.maxLength;
  const next = isFull && digit ? fields[fields.indexOf(field) + 1] ?? field : field;
  next.focus();
}

let typed = "";
let typedAt = 0;

document.addEventListener("keydown", (event) => {
  const now = performance.now();
  if (now - typedAt > SCAN_PAUSE) typed = "";
  typedAt = now;
  if (event.key === "Enter" && typed.length >= SHORTEST_SCAN && !/^\d{1,14}$/.test(typed)) {
    event.preventDefault();
    const data = new FormData();
    data.set("text", typed);
    data.set("csrfmiddlewaretoken", csrf);
    typed = "";
    open(scan, { method: "POST", body: data });
  } else if (event.key.length === 1) typed += event.key;
});

/* ---- Nobody there -------------------------------------------------------------------------- */

const idle = new Idle(one("[data-still]"), reset);

function reset() {
  const { lang, dataset } = document.documentElement;
  if (dataset.contrast !== "normal") return change(`${display}?contrast=normal&next=${home}`);
  if (lang === "vi") return open(home);
  const data = new FormData();
  data.set("csrfmiddlewaretoken", csrf);
  data.set("language", "vi");
  data.set("next", home);
  return change(language, { method: "POST", body: data });
}

/* ---- All day ---------------------------------------------------------------------------- */

async function report() {
  try {
    const answer = await post(beat, JSON.stringify({ errors }), { "Content-Type": "application/json" });
    if (answer.status === 403 || answer.status === 404) return location.replace(pairing);
    setAway(false);
    await numbers.settle();
  } catch {
    setAway(true);
  }
}

async function refresh() {
  const isHome = one("[data-part]").dataset.idle === "0";
  if (isHome && !isBusy && performance.now() - touchedAt > REFRESH_EVERY / 2) await open(home);
  if (!isAway) for (const link of all("a[data-keep]")) keep(link.href);
}

async function keep(url) {
  try {
    remember(url, await (await ask(url)).text());
  } catch {
    // What was kept before is still good.
  }
}

function note(what) {
  errors.push(String(what));
  errors.splice(0, errors.length - 5);
}

function tick() {
  one("[data-clock]").textContent = clockTime.format(numbers.now());
  setTimeout(tick, 1_000);
}

addEventListener("error", ({ message }) => note(message));
addEventListener("unhandledrejection", ({ reason }) => note(reason));

remember(location.pathname, document.documentElement.outerHTML);
dress();
tick();
report();
refresh();
setInterval(report, REPORT_EVERY);
setInterval(refresh, REFRESH_EVERY);

// The keys of the staff: every page works without them; they only save time.
// What this reads from the page: data-shortcuts, data-shortcut, data-shortcut-list,
// data-search, data-rows, data-row-link, data-tabs, data-back, data-confirm,
// data-checklist-item.

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/* ---- Keys of the staff -------------------------------------------------------- */

const SWITCH = "shortcuts";
const keysAreOn = () => localStorage.getItem(SWITCH) !== "off";
const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
let afterG = 0;

function staffKeys(event) {
  const { target, key } = event;
  if (event.defaultPrevented || event.isComposing || event.repeat && key !== "j" && key !== "k") return;
  if (key === "Enter" && event.ctrlKey) return confirmForm(event);
  if (event.altKey && /^[1-9]$/.test(key)) return openTab(event);
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (key === "Escape") return goBack(event);
  if (isTyping(target) || one("dialog[open]") || !keysAreOn()) return;
  if (afterG && event.timeStamp - afterG < 1500) {
    afterG = 0;
    return press(event, one(`[data-shortcut="g ${CSS.escape(key)}"]`));
  }
  const verbs = {
    "/": () => press(event, one("[data-search]")),
    "?": () => press(event, one("[data-opens='shortcuts']")),
    g: () => { afterG = event.timeStamp; },
    j: () => moveRow(event, 1),
    k: () => moveRow(event, -1),
    x: () => selectRow(event),
    Enter: () => openRow(event),
  };
  verbs[key]?.();
}

function press(event, element) {
  if (!element) return;
  event.preventDefault();
  if (element.matches("input")) {
    element.focus();
    element.select();
  } else {
    element.click();
  }
}

function confirmForm(event) {
  const scope = one("dialog[open]") ?? event.target.closest("form");
  const wanted = scope
    ? "[data-confirm], form .button:is([type='submit'], :not([type])):not([data-kind='secondary'])"
    : "[data-confirm], .toolbar .button[data-kind='primary']";
  // Never a button the person cannot see, as in a dialog that is closed.
  const button = all(wanted, scope ?? document).find((it) => it.offsetParent && !it.disabled);
  press(event, button);
}

function openTab(event) {
  press(event, all("[data-tabs] a")[Number(event.key) - 1]);
}

function goBack(event) {
  if (one("dialog[open]")) return;
  const menu = one("details.user-menu[open]");
  if (menu) {
    menu.open = false;
    one("summary", menu).focus();
  } else if (isTyping(event.target)) {
    event.target.blur();
  } else {
    press(event, one("[data-back]"));
  }
}

const rows = () => all("[data-rows] tbody tr:has([data-row-link])");

function moveRow(event, step) {
  const list = rows();
  if (!list.length) return;
  const now = list.findIndex((row) => row.classList.contains("is-here"));
  const next = list[Math.max(0, Math.min(list.length - 1, now + step))];
  list[now]?.classList.remove("is-here");
  next.classList.add("is-here");
  one("[data-row-link]", next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  event.preventDefault();
}

function selectRow(event) {
  const box = one("[data-rows] tr.is-here input[type='checkbox']");
  if (!box) return;
  event.preventDefault();
  box.click();
}

function openRow(event) {
  if (event.target.closest("a, button, summary")) return;
  press(event, one("[data-rows] tr.is-here [data-row-link]"));
}

function arrowsInChecklist(event) {
  const item = event.target.closest("[data-checklist-item]");
  if (!item || event.target.type !== "radio") return;
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  const answer = { ArrowRight: "yes", ArrowLeft: "no" }[event.key];
  if (step) {
    const neighbour = item[step];
    const aim = neighbour && (one("input:checked", neighbour) ?? one("input[type='radio']", neighbour));
    event.preventDefault();
    aim?.focus();
  } else if (answer) {
    event.preventDefault();
    const radio = one(`input[type='radio'][value='${answer}']`, item);
    radio.focus();
    if (!radio.checked) radio.click();
  }
}

// The sheet of "?" lists what works here: the g-keys are read from the page itself.
function listKeys() {
  const list = one("[data-shortcut-list]");
  if (!list) return;
  for (const row of all("[data-needs]", list)) row.hidden = !one(row.dataset.needs);
  const found = new Map(all("[data-shortcut]").map((it) => [it.dataset.shortcut, it]));
  for (const [keys, target] of [...found].reverse()) {
    const row = one("[data-shortcut-row]", list).content.firstElementChild.cloneNode(true);
    keys.split(" ").forEach((key, place) => { all("kbd", row)[place].textContent = key; });
    one("dd", row).textContent = target.dataset.words ?? (one("span", target) ?? target).textContent;
    list.prepend(row);
  }
}

function startKeys() {
  document.addEventListener("keydown", arrowsInChecklist);
  if (!document.body.hasAttribute("data-shortcuts")) return;
  document.addEventListener("keydown", staffKeys);
  listKeys();
  const box = one("[data-shortcuts-switch]");
  if (!box) return;
  box.checked = keysAreOn();
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
}

startKeys();

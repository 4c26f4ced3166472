// The one script of all pages. Every page works without it; it only saves time.
// What it reads from the page: data-focus-first, data-opens, data-closes, data-dialog,
// data-confirm, data-repeat, data-forget, data-keep, data-kept, data-live, data-offline,
// data-shortcuts, data-shortcut, data-search, data-rows, data-row-link, data-tabs,
// data-back, data-checklist-item.

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/* ---- Where the eye and the screen reader should begin ------------------------- */

function focusWhatMatters(within = document) {
  const first = one("[data-focus-first]", within) ?? one("[data-focus-message]", within);
  first?.focus();
}

// A link of the error summary puts the cursor into its field and shows its label.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-focus-first] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest(".field") ?? field).scrollIntoView({ block: "start" });
  field.focus({ preventScroll: true });
});

/* ---- Dialogs: a section of the page becomes a native dialog ------------------- */

function raiseDialogs(within = document) {
  for (const place of all("[data-dialog]", within)) {
    const dialog = document.createElement("dialog");
    dialog.className = "dialog";
    dialog.id = place.id;
    dialog.setAttribute("aria-labelledby", `${place.id}-title`);
    dialog.append(...place.childNodes);
    place.replaceWith(dialog);
    // Something wrong inside is shown at once, not hidden behind a button.
    if (one("[data-invalid]", dialog)) dialog.showModal();
  }
  for (const button of all("[data-opens][hidden], [data-closes][hidden]", within)) {
    button.hidden = false;
  }
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    dialog.showModal();
  } else if (event.target.closest("[data-closes]")) {
    event.target.closest("dialog")?.close();
  } else if (event.target instanceof HTMLDialogElement) {
    // A click on the veil lands on the dialog itself.
    event.target.close();
  }
  const menu = event.target.closest("details.user-menu");
  for (const open of all("details.user-menu[open]")) {
    if (open !== menu) open.open = false;
  }
});

/* ---- A form is sent once ------------------------------------------------------ */

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get" || "repeat" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  if ("forget" in form.dataset) sessionStorage.clear();
  // No answer for so long means none is coming; the server knows a second sending.
  setTimeout(letGo, 20_000, form);
});

// Back from the browser's memory: the form may be sent again.
addEventListener("pageshow", () => {
  all("form[data-sent]").forEach(letGo);
  listen();
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) letGo(form);
});

function letGo(form) {
  delete form.dataset.sent;
  all("[aria-busy]", form).forEach((button) => button.removeAttribute("aria-busy"));
}

/* ---- Nothing typed is lost: data-keep="key" on a form or a field -------------- */

const KEEP = "keep:";

function keptFields(within = document) {
  return all("[data-keep]", within).flatMap((keeper) => {
    const fields = keeper.matches("form") ? [...keeper.elements] : [keeper];
    return fields
      .filter((field) => field.name && !/^(hidden|password|file|submit|button)$/.test(field.type))
      .map((field) => ({ field, key: `${KEEP}${keeper.dataset.keep}:${nameInForm(field)}` }));
  });
}

function nameInForm(field) {
  return /^(radio|checkbox)$/.test(field.type) ? `${field.name}=${field.value}` : field.name;
}

function giveBack(within = document) {
  for (const { field, key } of keptFields(within)) {
    const kept = sessionStorage.getItem(key);
    if (kept === null) continue;
    if (/^(radio|checkbox)$/.test(field.type)) field.checked = kept === "on";
    else if (!field.value || field.value === field.defaultValue) field.value = kept;
  }
}

function keep(event) {
  const group = event.target.form?.elements[event.target.name];
  const changed = group instanceof RadioNodeList ? [...group] : [event.target];
  for (const { field, key } of keptFields()) {
    if (!changed.includes(field)) continue;
    const isChoice = /^(radio|checkbox)$/.test(field.type);
    sessionStorage.setItem(key, isChoice ? (field.checked ? "on" : "off") : field.value);
  }
}

document.addEventListener("input", keep);
document.addEventListener("change", keep);

// A page that says data-kept="key" has the words safely on the server.
function forgetKept() {
  for (const { dataset } of all("[data-kept]")) {
    Object.keys(sessionStorage)
      .filter((key) => key.startsWith(`${KEEP}${dataset.kept}:`))
      .forEach((key) => sessionStorage.removeItem(key));
  }
}

/* ---- Off line ----------------------------------------------------------------- */

function showOffline() {
  const line = one("[data-offline] > *");
  if (line) line.hidden = navigator.onLine;
}

addEventListener("online", showOffline);
addEventListener("offline", showOffline);

/* ---- Live parts: every snapshot is whole, so nothing can be missed ------------ */

function listen(within = document) {
  for (const place of all("[data-live]", within)) {
    if (place.dataset.listening) continue;
    place.dataset.listening = "yes";
    const source = new EventSource(place.dataset.live);
    source.addEventListener("snapshot", (event) => {
      if (!place.isConnected) {
        source.close();
        return;
      }
      place.classList.remove("is-stale");
      swap(place, event.data);
    });
    source.addEventListener("error", () => place.classList.add("is-stale"));
    const stop = () => {
      source.close();
      delete place.dataset.listening;
    };
    addEventListener("pagehide", stop, { once: true });
  }
}

function swap(place, html) {
  const focused = place.contains(document.activeElement) ? document.activeElement.id : "";
  const here = one(".is-here [data-row-link]", place)?.getAttribute("href");
  place.innerHTML = html;
  wake(place);
  if (focused) document.getElementById(focused)?.focus();
  const again = all("[data-row-link]", place).find((link) => link.getAttribute("href") === here);
  again?.closest("tr").classList.add("is-here");
}

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

function startKeys() {
  document.addEventListener("keydown", arrowsInChecklist);
  if (!document.body.hasAttribute("data-shortcuts")) return;
  document.addEventListener("keydown", staffKeys);
  const box = one("[data-shortcuts-switch]");
  if (!box) return;
  box.checked = keysAreOn();
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
}

/* ---- Begin -------------------------------------------------------------------- */

function wake(within) {
  raiseDialogs(within);
  giveBack(within);
  listen(within);
}

forgetKept();
wake(document);
startKeys();
showOffline();
focusWhatMatters();
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) wake(event.detail.elt);
});
document.addEventListener("htmx:afterSwap", (event) => focusWhatMatters(event.detail.elt));

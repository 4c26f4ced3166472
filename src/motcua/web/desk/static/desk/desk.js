// What only the desk's pages need. They work without it; it only saves time.

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// Settling `style` would be an inline style, which our policy rightly refuses.
if (window.htmx) window.htmx.config.attributesToSettle = ["class"];

/* ---- Live parts: forms get the page's token, a changed page says so ------------ */

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.elements.csrfmiddlewaretoken) return;
  const token = one("input[name='csrfmiddlewaretoken'][value]");
  if (token) form.append(token.cloneNode());
}, { capture: true });

for (const place of all("[data-live]")) {
  const shown = one("[data-revision]", place)?.dataset.revision;
  const notice = one("[data-changed]");
  if (!shown || !notice) continue;
  new MutationObserver(() => {
    const now = one("[data-revision]", place)?.dataset.revision;
    notice.hidden = !now || now === shown;
  }).observe(place, { childList: true });
}

// A link may lead straight to a verb's dialog: …#send_back.
const asked = location.hash && document.getElementById(location.hash.slice(1));
if (asked instanceof HTMLDialogElement) {
  if (!asked.open) asked.showModal();
  one("textarea, select, input:not([type='hidden'])", asked)?.focus();
}

/* ---- Keys of this surface ------------------------------------------------------ */

document.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    const print = one("a[href$='size=a4']");
    if (!print) return;
    event.preventDefault();
    print.click();
  }
  if (event.target.id === "procedure-words" || event.target.closest("#procedure-found")) {
    walkFound(event);
  }
});

function walkFound(event) {
  const links = all("#procedure-found a");
  const now = links.indexOf(event.target);
  const isTyping = now < 0;
  if (event.key === "Enter" && isTyping && links.length) {
    event.preventDefault();
    links[0].click();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !links.length) return;
  event.preventDefault();
  (links[now + step] ?? (step < 0 ? one("#procedure-words") : links.at(-1))).focus();
}

/* ---- Choose all, all papers are there ------------------------------------------- */

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-choose-all]")) {
    const boxes = all("input[name='chosen']");
    const every = boxes.every((box) => box.checked);
    boxes.forEach((box) => { box.checked = !every; });
  }
  if (event.target.closest("[data-all-present]")) {
    all("[data-checklist] input[value='yes']").forEach((radio) => {
      radio.checked = true;
      tellChanged(radio);
    });
  }
});

/* ---- Intake: what is typed while the server answers is never overwritten --------- */

const fields = (within) => all("input, select, textarea", within).filter((f) => f.name && f.type !== "hidden");
const tellChanged = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));
let typedMeanwhile = [];

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig } = event.detail;
  if (!target.closest?.("#intake-form") || requestConfig.verb !== "post") return;
  typedMeanwhile = fields(target)
    .filter(({ type }) => !/^(radio|checkbox)$/.test(type))
    .filter(({ name, value }) => value !== (requestConfig.formData?.get(name) ?? requestConfig.parameters[name]))
    .map(({ id, value }) => ({ id, value }));
});

document.addEventListener("htmx:afterSwap", () => {
  for (const { id, value } of typedMeanwhile) {
    const field = document.getElementById(id);
    if (field) field.value = value;
  }
  typedMeanwhile = [];
  const form = one("#intake-form");
  if (form) fields(form).filter(({ type, value }) => value && !/^(radio|checkbox)$/.test(type)).forEach(tellChanged);
});

function settle() {
  const intake = one("#intake");
  if (!intake) return;
  // Loaded again (after signing in, by F5) the page finds its sheet and what was typed.
  if (!new URLSearchParams(location.search).has("q")) history.replaceState(history.state, "", intake.dataset.address);
  for (const button of all("[data-all-present][hidden]")) button.hidden = false;
  const number = one("#id_submitter-personal_id");
  if (one(".intake-chosen") && number && !number.value && !one(".error-summary")) number.focus();
}

settle();
for (const button of all("[data-choose-all][hidden]")) button.hidden = false;
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "intake-place") settle();
});

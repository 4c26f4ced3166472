// A machine that waits to be paired: asks now and then, and shows its screen once it may.

const ASK_EVERY = 3_000;
const code = document.querySelector("[data-left-ms]");
// Counted from here on: the clock of a machine in the hall may say anything.
const isOver = () => !code || performance.now() > Number(code.dataset.leftMs);

async function ask() {
  try {
    const answer = await fetch(location.pathname, { method: "HEAD", redirect: "manual" });
    // Sent on: it has a place now. Or its code is too old, and the answer brought a new one.
    if (answer.type === "opaqueredirect" || (answer.ok && isOver())) location.reload();
  } catch {
    // The server is away; the code stays to be read.
  }
}

// A new place begins with no memory of what was said in an earlier one.
localStorage.clear();
setInterval(ask, ASK_EVERY);

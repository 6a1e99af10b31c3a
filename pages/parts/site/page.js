// The only script of the pages: it listens for clicks on what is marked for it, and makes pages ready for paper.
const picture = (button) => {
  const chart = document.querySelector(`.st-key-${button.dataset.of} .js-plotly-plot`);
  const tool = chart?.querySelector(".modebar-btn");
  if (!tool) return;
  const usual = chart._context.toImageButtonOptions;
  chart._context.toImageButtonOptions = { ...usual, format: button.dataset.picture };
  tool.click();
  chart._context.toImageButtonOptions = usual;
};

// A plain click on one of our own links becomes a step of the browser's history, which Streamlit answers by running
// that page: the app is not loaded anew, and the back button returns.  Any other click (new tab, new window) is the
// browser's own.
const follow = (link, event) => {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector('[data-testid="stMain"]').scrollTo(0, 0);
};

const pressed = (event) => {
  const found = event.target.closest("a[data-here], button[data-picture], button[data-print]");
  if (!found) return;
  if (found.dataset.picture) picture(found);
  else if ("print" in found.dataset) window.print();
  else follow(found, event);
};

// Escape follows the way back to a talk, where there is one.
const left = (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) document.querySelector("a[data-back]")?.click();
};

// A key pressed on a slide before the script of its bar listens is kept, and pressed again as soon as that does.
const kept = [];
const early = (event) => {
  const opening = document.querySelector(".slide") && !document.querySelector(".talk-bar[data-listens]");
  if (opening && !event.defaultPrevented) kept.push(event);
};
const handed = () => {
  for (const event of kept.splice(0)) {
    const target = event.target.isConnected ? event.target : document.body;
    target.dispatchEvent(new KeyboardEvent(event.type, event));
  }
};

// What stands at the foot of every sheet of paper, and the width each chart has on screen, by which the style sheet
// scales it to the paper.
const running = document.createElement("style");
const toPaper = () => {
  const today = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const said = document.querySelector("[data-running]")?.dataset.running ?? document.title;
  const words = JSON.stringify(`${said} · printed ${today}`);
  running.textContent = `@page { @bottom-left { content: ${words} } }`;
  document.head.append(running);
  document.querySelectorAll(".js-plotly-plot").forEach((chart) => {
    chart.style.setProperty("--drawn", chart._fullLayout.width);
  });
};

export default function() {
  document.addEventListener("click", pressed);
  document.addEventListener("keydown", left);
  window.addEventListener("keydown", early);
  document.addEventListener("talk-listens", handed);
  window.addEventListener("beforeprint", toPaper);
  document.documentElement.dataset.listens = "";
  return () => {
    document.removeEventListener("click", pressed);
    document.removeEventListener("keydown", left);
    window.removeEventListener("keydown", early);
    document.removeEventListener("talk-listens", handed);
    window.removeEventListener("beforeprint", toPaper);
  };
}

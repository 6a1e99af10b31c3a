// The only script of the pages: it listens for clicks on what is marked for it, and makes pages ready for paper.
// The chart's own tool draws it into a file.  What says of what and of whom it is stands under it there alone: on the
// page the same is said beside it.
const picture = (button, format = button.dataset.picture) => {
  const chart = document.querySelector(`.st-key-${button.dataset.of} .js-plotly-plot`);
  const tool = chart?.querySelector(".modebar-btn");
  if (!tool) return;
  const { caption, room } = chart.layout.meta;
  const { title: untitled, margin, paper_bgcolor: paper } = chart.layout;
  const usual = { options: chart._context.toImageButtonOptions, title: untitled, margin, paper };
  const options = { ...usual.options, format, height: usual.options.height + room };
  const title = { ...caption, y: room / options.height };
  chart._context.toImageButtonOptions = options;
  Object.assign(chart.layout, { title, paper_bgcolor: "white", height: options.height, margin: { ...usual.margin, b: usual.margin.b + room } });
  tool.click();
  chart._context.toImageButtonOptions = usual.options;
  Object.assign(chart.layout, { title: usual.title, paper_bgcolor: usual.paper, height: usual.options.height, margin: usual.margin });
};

// The same into the clipboard: the tool's file is taken on its way to the disk.  Browsers let only pages from https or
// from their own computer write there, so that what came of it is said beside the button.
let copying = null;
const copy = (button) => {
  const tell = (code) => { document.querySelector(`[data-copied="${button.dataset.copy}"]`).textContent = button.dataset[code]; };
  if (!navigator.clipboard?.write) { tell("cannot"); return; }
  copying = tell;
  picture({ dataset: { of: button.dataset.copy } }, "png");
};
const intoClipboard = (event) => {
  const file = event.target;
  if (!copying || !file.matches?.('a[download][href^="blob:"]')) return;
  const tell = copying;
  copying = null;
  event.preventDefault();
  const drawn = fetch(file.href).then((answer) => answer.blob());
  navigator.clipboard.write([new ClipboardItem({ "image/png": drawn })]).then(() => tell("done"), () => tell("cannot"));
};

// Where a page was left, kept with its step of the browser's history, so that Back returns to it.
const main = () => document.querySelector('[data-testid="stMain"]');
const keepPlace = () => history.replaceState({ ...history.state, place: main().scrollTop }, "");
const PATIENCE = 4000;
const toPlace = () => {
  const place = history.state?.place, until = Date.now() + PATIENCE;
  if (!place) return;
  let moved = false;
  const stop = () => { moved = true; };
  ["wheel", "touchstart", "keydown"].forEach((kind) => window.addEventListener(kind, stop, { once: true }));
  const again = () => {
    if (moved || Date.now() > until) return;
    main().scrollTo(0, place);
    setTimeout(again, 100);
  };
  again();
};

// A plain click on one of our own links becomes a step of the browser's history, which Streamlit answers by running
// that page: the app is not loaded anew, and the back button returns.  Any other click (new tab, new window) is the
// browser's own.
const follow = (link, event) => {
  const elsewhere = link.target === "_blank" || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (elsewhere) return;
  event.preventDefault();
  shut();
  keepPlace();
  history.pushState(null, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate"));
  goal = link.dataset.into ?? null;
  if ("stay" in link.dataset) worked = `nav[aria-label="${link.closest("nav").ariaLabel}"]`;
  else main().scrollTo(0, 0);
};

// A link may lead into a form: the form's first field has the focus once it is there.
let goal = null;
const enter = () => {
  const field = goal && document.querySelector(`.st-key-${goal} :is(input, textarea):not([disabled])`);
  if (!field) return;
  goal = null;
  field.focus();
};

// Light or dark: as the browser is set, or as the reader chose at the foot of a page.  Streamlit keeps the choice for
// each page apart, so it is written for all of them.
const dark = () => getComputedStyle(document.querySelector(".stApp")).colorScheme.includes("dark");
const tone = () => document.documentElement.toggleAttribute("data-dark", dark());
const toneSoon = () => setTimeout(tone, 200);
const colours = (chosen) => {
  const pages = [...document.querySelectorAll(".top a")].map((link) => new URL(link.href).pathname);
  new Set([...pages, location.pathname]).forEach((path) => {
    localStorage.setItem(`stActiveTheme-${path}-v2`, JSON.stringify(chosen));
  });
  location.reload();
};

// The menu of pages on a phone, and the menu of strategies: each closes on a choice, a press beside it and Escape.
const shut = () => {
  const open = [...document.querySelectorAll(".top.opened, details[data-menu][open]")];
  open.forEach((menu) => {
    menu.removeAttribute("open");
    menu.classList.remove("opened");
    menu.querySelector("[data-menu]")?.setAttribute("aria-expanded", "false");
  });
  return open;
};
const toggle = (button) => {
  const opened = button.closest(".top").classList.toggle("opened");
  button.setAttribute("aria-expanded", String(opened));
};

// A control that was worked keeps the focus when the page is drawn anew and its place has moved; where it cannot be
// pressed any more, the one beside it has it.  A page is drawn in several steps, so this holds until the reader does
// something else.
let worked = null;
const remember = (event) => {
  const button = event.target.closest(".stButton button");
  const key = button?.closest('[class*="st-key-"]')?.className.match(/st-key-[\w-]+/)?.[0];
  worked = key ? `.${key}` : null;
};
const refocus = () => {
  const lost = document.activeElement === document.body || document.activeElement?.disabled;
  if (!worked || !lost) return;
  const place = document.querySelector(worked);
  const near = place?.parentElement?.querySelectorAll("button:not([disabled])");
  const button = place?.querySelector("button:not([disabled]), a[aria-current]") ?? near?.[0];
  button?.focus();
};
const forget = () => { worked = null; };

// The head lies over the page, so the page begins as far down as the head is high: with larger text it has more lines.
const measured = new ResizeObserver(([{ target }]) => {
  if (!target.matches(".opened")) document.documentElement.style.setProperty("--head", `${target.offsetHeight}px`);
});
let head = null;
const beginBelow = () => {
  const now = document.querySelector(".top");
  if (!now || now === head) return;
  measured.disconnect();
  measured.observe((head = now));
};

// Where one wanted to go before signing in: the provider leads back to the first page, and from there one goes on.
const WANTED = "dashboard-wanted";
const arrive = () => {
  const here = location.pathname + location.search;
  if (document.querySelector("[data-wall]")) {
    sessionStorage.setItem(WANTED, here);
  } else if (document.querySelector(".top")) {
    const wanted = sessionStorage.getItem(WANTED);
    sessionStorage.removeItem(WANTED);
    if (wanted && wanted !== here) location.replace(wanted);
  }
};

const pressed = (event) => {
  remember(event);
  const found = event.target.closest("a[data-here], button[data-picture], button[data-copy], button[data-print], button[data-menu], button[data-colours]");
  if (!event.target.closest(".top.opened, details[data-menu]")) shut();
  if (!found) return;
  if (found.dataset.picture) picture(found);
  else if (found.dataset.copy) copy(found);
  else if ("menu" in found.dataset) toggle(found);
  else if (found.dataset.colours) colours(found.dataset.colours);
  else if ("print" in found.dataset) window.print();
  else follow(found, event);
};

// Escape closes an open menu; else it follows the way back to a talk, where there is one.
const left = (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const [menu] = shut();
  if (menu) menu.querySelector("[data-menu], summary").focus();
  else document.querySelector("a[data-back]")?.click();
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

// A page is seen once it has come to its end for the first time, so that nothing moves under its reader.
const END = ".foot, .slide, [data-wall], .broke-down";
const known = document.documentElement.dataset;
const see = () => { if (!("whole" in known) && document.querySelector(END)) known.whole = ""; };

// Each page has its own ground, light or dark.
let ground = null;
const begin = () => {
  const now = document.querySelector(".stMainBlockContainer");
  if (!now || now === ground) return;
  ground = now;
  tone();
};

document.addEventListener("click", pressed);
document.addEventListener("click", intoClipboard);
document.addEventListener("keydown", left);
window.addEventListener("popstate", toPlace);
window.addEventListener("keydown", early);
document.addEventListener("talk-listens", handed);
window.addEventListener("beforeprint", toPaper);
["keydown", "pointerdown"].forEach((kind) => window.addEventListener(kind, forget, true));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", toneSoon);
new MutationObserver(() => { see(); begin(); beginBelow(); refocus(); enter(); arrive(); }).observe(document.getElementById("root"), {
  childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"],
});
document.documentElement.dataset.listens = "";

// Keys, buttons and the black screen of a talk.  Steps are asked for by their number, so that quick presses of a
// clicker are never lost or doubled while a slide is being drawn, and a step that does not come is asked for again.
// What is not a step waits for the slide that was asked for; and everything waits for readings to come or go, which
// numbers all steps anew.  This runs anew for every slide: what listened for the one before is quieted first.
const STEPS = {
  ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1,
  Home: -Infinity, End: Infinity,
};
const AGAIN_AFTER = 2000;
const LETTERS = {
  g: "grid", o: "open", d: "decide", r: "reading", b: "black", ".": "black", f: "full", p: "point", z: "closer",
};
const AT_ONCE = { black: () => black(), full: () => full(), point: () => closer.point(), closer: () => closer.zoom() };

const full = () =>
  document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
const black = () => {
  const there = document.querySelector(".talk-black");
  if (there) return there.remove();
  const screen = document.createElement("div");
  screen.className = "talk-black";
  screen.setAttribute("role", "alert");
  screen.innerHTML = "<span>The screen is black. Press any key to go on.</span>";
  screen.addEventListener("click", () => screen.remove());
  document.body.append(screen);
};

export default function ({ parentElement, data, setTriggerValue, setStateValue }) {
  const talk = (parentElement.talk ??= {
    at: data.at, asked: null, grid: data.grid, wanted: null, readings: null, later: [],
  });
  const awaited = talk.asked === null ? data.at : Math.min(talk.asked, data.count - 1);
  if (awaited === data.at) Object.assign(talk, { at: data.at, asked: null });
  if (talk.wanted === null || talk.wanted === data.grid) Object.assign(talk, { grid: data.grid, wanted: null });
  if (talk.readings === data.reading_next) talk.readings = null;
  parentElement.querySelector(".talk-words").textContent = data.words;
  parentElement.querySelector(".talk-name").textContent = data.name;
  parentElement.querySelector(".talk-reading").textContent =
    data.reading_next ? "Reading: on the next key (R)" : "Reading (R)";
  for (const link of parentElement.querySelectorAll("[data-link]")) {
    link.hidden = !data.links[link.dataset.link];
    link.href = data.links[link.dataset.link] ?? "";
  }

  talk.quiet?.();
  closer.ends();

  const go = (by) => {
    const to = Math.min(Math.max(talk.at + by, 0), data.count - 1);
    if (to === talk.at) return;
    Object.assign(talk, { at: to, asked: to, grid: false, wanted: null });
    ask();
  };
  const act = (name) => {
    if (name === "open" || name === "decide") {
      return parentElement.querySelector(`[data-link="${name}"]:not([hidden])`)?.click();
    }
    if (name === "grid") talk.grid = talk.wanted = !talk.grid;
    if (name === "reading") talk.readings = !data.reading_next;
    ask();
  };
  const ask = () => {
    if (talk.asked !== null) setTriggerValue("go", talk.asked);
    else if (talk.readings !== null) setTriggerValue("act", talk.readings ? "readings" : "no readings");
    else if (talk.wanted !== null) setTriggerValue("act", talk.wanted ? "grid" : "slide");
  };
  const press = (step, name) => {
    if (name in AT_ONCE) return AT_ONCE[name]();
    const waits = talk.readings !== null || talk.later.length || (step === undefined && talk.asked !== null);
    if (waits) talk.later.push([step, name]);
    else step === undefined ? act(name) : go(step);
  };

  const pressed = (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const step = STEPS[event.key];
    const name = LETTERS[event.key.toLowerCase()];
    const dark = document.querySelector(".talk-black");
    if (event.repeat && (dark || name !== undefined)) return event.preventDefault();
    if (dark) {
      event.preventDefault();
      return black();
    }
    if (event.shiftKey && event.key in MOVES) {
      event.preventDefault();
      return closer.move(MOVES[event.key]);
    }
    if (event.key === "Escape" && closer.ends()) return event.preventDefault();
    if (event.key === " " && event.target.closest("button, a, summary")) return;
    const closing = event.key === "Escape" && talk.grid;
    if (step === undefined && name === undefined && !closing) return;
    event.preventDefault();
    press(step, closing ? "grid" : name);
  };
  const clicked = (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    press({ next: 1, previous: -1 }[button.dataset.go], button.dataset.act);
  };
  const pointed = (event) => closer.follow(event);
  const measured = () => {
    closer.show();
    const size = `${window.innerWidth}x${window.innerHeight}`;
    if (size !== (talk.size ?? data.size)) setStateValue("size", (talk.size = size));
  };

  measured();
  for (const waiting of talk.later.splice(0)) press(...waiting);
  const asking = setInterval(ask, AGAIN_AFTER);
  document.addEventListener("keydown", pressed);
  parentElement.addEventListener("click", clicked);
  document.addEventListener("pointermove", pointed);
  window.addEventListener("resize", measured);
  talk.quiet = () => {
    clearInterval(asking);
    document.removeEventListener("keydown", pressed);
    parentElement.removeEventListener("click", clicked);
    document.removeEventListener("pointermove", pointed);
    window.removeEventListener("resize", measured);
  };
  const bar = parentElement.querySelector(".talk-bar");
  if (!("listens" in bar.dataset)) {
    bar.dataset.listens = "";
    document.dispatchEvent(new Event("talk-listens"));
  }
  return talk.quiet;
}

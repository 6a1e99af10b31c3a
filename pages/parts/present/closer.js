// A ring to point with and a closer look, on the presenter's screen alone.  The ring is at a place of what the slide
// shows, as parts of its width and height; looked at closer, that place stays where it is and all else grows around it.
const CLOSER = [1, 2, 3];
const STEP = 0.04;
const SHOWN = ".stPlotlyChart, .slide-table, .slide-lines, .slides-grid";
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const closer = {
  at: [0.5, 0.5], times: 1, points: false,
  move([right, down]) {
    const within = (part) => Math.min(Math.max(part, 0), 1);
    this.at = [within(this.at[0] + right * STEP), within(this.at[1] + down * STEP)];
    this.points = true;
    this.show();
  },
  follow(event) {
    const frame = this.points && this.frame()?.getBoundingClientRect();
    if (!frame) return;
    const place = [(event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height];
    if (place.some((part) => part < 0 || part > 1)) return;
    this.at = place;
    this.show();
  },
  point() { this.points = !this.points; this.show(); },
  zoom() { this.times = CLOSER[(CLOSER.indexOf(this.times) + 1) % CLOSER.length]; this.show(); },
  ends() {
    const was = this.points || this.times > 1;
    Object.assign(this, { at: [0.5, 0.5], times: 1, points: false });
    this.show();
    return was;
  },
  frame() { return document.querySelector(SHOWN)?.parentElement; },
  show() {
    const shown = document.querySelector(SHOWN), [x, y] = this.at;
    if (shown) {
      shown.parentElement.style.overflow = this.times > 1 ? "clip" : "";
      shown.style.transformOrigin = `${x * 100}% ${y * 100}%`;
      shown.style.transform = this.times > 1 ? `scale(${this.times})` : "";
    }
    document.querySelector(".talk-ring")?.remove();
    const frame = this.points && this.frame()?.getBoundingClientRect();
    if (!frame) return;
    const ring = document.createElement("div");
    ring.className = "talk-ring";
    ring.style.left = `${frame.left + x * frame.width}px`;
    ring.style.top = `${frame.top + y * frame.height}px`;
    document.body.append(ring);
  },
};

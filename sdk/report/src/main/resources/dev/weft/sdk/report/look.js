// What all plots of a page share: its colours, numbers as text, ticks, and the kinds of plots by name.
const dark = matchMedia("(prefers-color-scheme: dark)");
const font = (px) => `${px}px system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif`;
const theme = () => {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  return {
    dark: dark.matches && !document.documentElement.hasAttribute("data-print"),
    page: colour("--page"), ink: colour("--ink"), muted: colour("--muted"), grid: colour("--grid"), axis: colour("--axis"),
  };
};

// ---- numbers and times as text
const number = (v, span) => {
  if (v == null) return "–";
  const size = Math.max(Math.abs(v), span || 0);
  if (size !== 0 && (size >= 1e7 || size < 1e-4)) return v.toExponential(3).replace("-", "−");
  const decimals = Math.min(8, Math.max(0, 3 - Math.floor(Math.log10(span || size || 1))));
  return v.toFixed(decimals).replace("-", "−");
};
const tick = (v, step) => {
  if (v === 0) return "0";
  if (Math.abs(v) >= 1e7 || Math.abs(v) < 1e-4) return parseFloat(v.toPrecision(6)).toExponential().replace("-", "−");
  let decimals = 0;
  while (decimals < 8 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6 * step * 10 ** decimals) decimals++;
  return v.toFixed(decimals).replace("-", "−");
};
const short = (v) => String(parseFloat(v.toPrecision(5))).replace("-", "−");
const instant = (s) => new Date(Math.round(s * 1e3)).toISOString().replace("T", " ").replace(/(\.000)?Z$/, "");

const kinds = {};

// ---- for plots that uPlot does not draw
const ROW = 16;
const rgb = (n) => [n >> 16 & 255, n >> 8 & 255, n & 255];
// A colour of a palette at 0 … 1, linear between its stops.
const mix = (stops, position) => {
  const at = Math.max(0, Math.min(1, position)) * (stops.length - 1), stop = Math.min(Math.floor(at), stops.length - 2);
  const from = rgb(stops[stop]), to = rgb(stops[stop + 1]);
  return from.map((v, i) => Math.round(v + (at - stop) * (to[i] - v)));
};
const css = (c) => `rgb(${c[0]},${c[1]},${c[2]})`;
// Ticks at round numbers, at most one for each `space` of the length.
const ticks = (min, max, length, space) => {
  const rough = (max - min) / Math.max(1, Math.floor(length / space));
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((m) => m * power >= rough * (1 - 1e-9));
  const at = [];
  for (let i = Math.ceil(min / step - 1e-9); i * step <= max + 1e-9 * step; i++) at.push(i * step);
  return at.map((v) => ({ v, text: tick(v, step) }));
};
// A canvas as wide as its holder, drawn in points; sharp on screens and paper.
const sheet = (holder, height) => {
  const canvas = document.createElement("canvas"), scale = Math.max(2, devicePixelRatio);
  const width = Math.max(200, Math.floor(holder.clientWidth));
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.style.width = width + "px";
  canvas.style.height = height + "px";
  const c = canvas.getContext("2d");
  c.scale(scale, scale);
  c.font = font(12);
  c.textBaseline = "middle";
  holder.replaceChildren(canvas);
  return { canvas, c, width, height };
};
const text = (c, value, x, y, colour, align) => {
  c.fillStyle = colour;
  c.textAlign = align || "left";
  c.fillText(value, x, y);
};
const line = (c, x1, y1, x2, y2, colour, dash) => {
  c.strokeStyle = colour;
  c.lineWidth = 1;
  c.setLineDash(dash || []);
  c.beginPath();
  c.moveTo(x1, y1);
  c.lineTo(x2, y2);
  c.stroke();
  c.setLineDash([]);
};
const fitted = (c, value, room) => {
  if (c.measureText(value).width <= room) return value;
  let n = value.length;
  while (n > 1 && c.measureText(value.slice(0, n) + "…").width > room) n--;
  return value.slice(0, n) + "…";
};
// A key to colours in one row: title, least, colours, greatest.
const colourBar = (c, stops, left, y, room, title, low, high, look) => {
  const ends = c.measureText(low).width + c.measureText(high).width + 16;
  const bar = Math.max(40, Math.min(180, room - ends - 60));
  const name = fitted(c, title, Math.max(0, room - ends - bar - 12));
  text(c, name, left, y, look.muted);
  let x = left + (name ? c.measureText(name).width + 12 : 0);
  text(c, low, x, y, look.muted);
  x += c.measureText(low).width + 8;
  for (let i = 0; i < bar; i++) {
    c.fillStyle = css(mix(stops, (i + 0.5) / bar));
    c.fillRect(x + i, y - 5, 1.5, 10);
  }
  c.strokeStyle = look.axis;
  c.lineWidth = 1;
  c.strokeRect(x, y - 5, bar, 10);
  text(c, high, x + bar + 8, y, look.muted);
};
// A few lines of text beside the pointer.
const tip = (holder) => {
  const box = document.createElement("div");
  box.className = "tip";
  box.hidden = true;
  holder.append(box);
  return {
    hide: () => { box.hidden = true; },
    show: (x, y, lines) => {
      box.replaceChildren(...lines.map((value) => Object.assign(document.createElement("div"), { textContent: value })));
      box.hidden = false;
      box.style.left = Math.max(0, Math.min(x + 14, holder.clientWidth - box.offsetWidth)) + "px";
      box.style.top = (y > box.offsetHeight + 12 ? y - box.offsetHeight - 10 : y + 14) + "px";
    },
  };
};

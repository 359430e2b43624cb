// Plots over time, by uPlot, which has neither markers of several shapes nor labelled events.
// Rows of uPlot's axis templates: from which step on, the text, and what is added where a year, month, day … begins.
const dated = ["\n{D} {MMM} {YYYY}", null, "\n{D} {MMM}", null, null, null, 1];
const clockTicks = [
  [31536000, "{YYYY}", null, null, null, null, null, null, 1],
  [2419200, "{MMM}", "\n{YYYY}", null, null, null, null, null, 1],
  [86400, "{D} {MMM}", "\n{YYYY}", null, null, null, null, null, 1],
  [60, "{HH}:{mm}", ...dated],
  [1, "{HH}:{mm}:{ss}", ...dated],
  [0.001, "{HH}:{mm}:{ss}.{fff}", ...dated],
];

// ---- what uPlot cannot draw itself: markers of several shapes, labelled events
const shapes = {
  cross: (c, x, y, r) => { c.moveTo(x - r, y - r); c.lineTo(x + r, y + r); c.moveTo(x + r, y - r); c.lineTo(x - r, y + r); },
  circle: (c, x, y, r) => { c.moveTo(x + r, y); c.arc(x, y, r, 0, 2 * Math.PI); },
  triangle: (c, x, y, r) => { c.moveTo(x, y - r * 1.2); c.lineTo(x + r * 1.1, y + r * 0.8); c.lineTo(x - r * 1.1, y + r * 0.8); c.closePath(); },
  diamond: (c, x, y, r) => { c.moveTo(x, y - r * 1.3); c.lineTo(x + r * 1.1, y); c.lineTo(x, y + r * 1.3); c.lineTo(x - r * 1.1, y); c.closePath(); },
};
const filled = { triangle: true, diamond: true };
const drawShape = (c, kind, x, y, scale, colour, page) => {
  c.beginPath();
  shapes[kind](c, x, y, 4.5 * scale);
  c.lineWidth = (filled[kind] ? 1 : 2) * scale;
  c.lineCap = "round";
  // The line drawn before may have been dashed.
  c.setLineDash([]);
  c.fillStyle = colour;
  c.strokeStyle = filled[kind] ? page : colour;
  if (filled[kind]) c.fill();
  c.stroke();
};
const drawMarkers = (u, kinds, look) => {
  const c = u.ctx, scale = devicePixelRatio, box = u.bbox;
  c.save();
  c.beginPath();
  c.rect(box.left - 6 * scale, box.top - 6 * scale, box.width + 12 * scale, box.height + 12 * scale);
  c.clip();
  for (const kind of kinds) {
    if (!u.series[kind.index].show) continue;
    kind.x.forEach((x, i) => {
      if (x < u.scales.x.min || x > u.scales.x.max) return;
      const y = kind.y[i] == null ? box.top + box.height : u.valToPos(kind.y[i], "y", true);
      drawShape(c, kind.shape, u.valToPos(x, "x", true), y, scale, kind.colour, look.page);
    });
  }
  c.restore();
};
const drawEvents = (u, events, look, rows) => {
  const c = u.ctx, scale = devicePixelRatio, box = u.bbox, starts = new Array(rows).fill(Infinity);
  c.save();
  c.font = font(12 * scale);
  c.textBaseline = "middle";
  c.textAlign = "left";
  c.fillStyle = look.ink;
  c.strokeStyle = look.muted;
  c.lineWidth = scale;
  // From the last to the first, so that the stem to an upper row passes no label below it.
  for (const event of [...events].reverse()) {
    if (event.x < u.scales.x.min || event.x > u.scales.x.max) continue;
    const x = Math.round(u.valToPos(event.x, "x", true));
    const width = c.measureText(event.label).width;
    const left = Math.max(box.left, Math.min(x, box.left + box.width - width));
    const row = starts.findIndex((start) => left + width + 10 * scale < start);
    const top = box.top - (row < 0 ? 0 : row * ROW * scale);
    c.setLineDash([]);
    c.beginPath();
    c.moveTo(x, top - 3 * scale);
    c.lineTo(x, box.top);
    c.stroke();
    c.setLineDash([4 * scale, 3 * scale]);
    c.beginPath();
    c.moveTo(x, box.top);
    c.lineTo(x, box.top + box.height);
    c.stroke();
    if (row >= 0) {
      c.fillText(event.label, left, box.top - (row * ROW + 10) * scale);
      starts[row] = left;
    }
  }
  c.restore();
};

// ---- the sign before a name in the legend
const key = (entry, look) => {
  const canvas = document.createElement("canvas"), scale = Math.max(2, devicePixelRatio), c = canvas.getContext("2d");
  canvas.className = "key";
  canvas.width = 20 * scale;
  canvas.height = 12 * scale;
  const middle = 6 * scale;
  c.strokeStyle = c.fillStyle = entry.colour;
  if (entry.shape) drawShape(c, entry.shape, 10 * scale, middle, scale, entry.colour, look.page);
  else if (entry.upper) { c.globalAlpha = 0.25; c.fillRect(0, scale, 20 * scale, 10 * scale); }
  else if (entry.form === "dots") for (const x of [3, 10, 17]) { c.beginPath(); c.arc(x * scale, middle, 1.8 * scale, 0, 7); c.fill(); }
  else {
    c.lineWidth = 2 * scale;
    if (entry.form === "dashed") c.setLineDash([5 * scale, 3 * scale]);
    c.beginPath();
    c.moveTo(0, middle);
    c.lineTo(20 * scale, middle);
    c.stroke();
  }
  return canvas;
};

// While the cursor is elsewhere the legend keeps, unseen, the room that a band's two numbers will need.
const ROOM = "00.0000 … 00.0000";

const range = (values) => {
  let low = Infinity, high = -Infinity;
  for (const v of values) if (v != null) { low = Math.min(low, v); high = Math.max(high, v); }
  return high > low ? high - low : 0;
};

// As in the images: a little air above and below; a flat line lies in the middle.
const valueRange = (u, min, max) => {
  if (min == null) return [0, 1];
  const size = Math.max(Math.abs(min), Math.abs(max));
  const pad = max - min > 1e-12 * size ? 0.06 * (max - min) : size > 0 ? 0.01 * size : 1;
  return [min - pad, max + pad];
};
// Steps of an axis that counts.
const whole = [1, 2, 5].flatMap((m) => [0, 1, 2, 3, 4, 5, 6, 7, 8].map((e) => m * 10 ** e)).sort((a, b) => a - b);
// The same air on a logarithmic axis.
const logRange = (u, min, max) => {
  if (min == null) return [0.1, 1];
  const air = max > min ? (max / min) ** 0.06 : 1.25;
  return [min / air, max * air];
};
// Decades, thinned out where there are many, and 2 and 5 between them where there are few.
const logTicks = (u, i, min, max) => {
  const decades = Math.log10(max / min), every = Math.max(1, Math.ceil(decades / 7)), at = [];
  const steps = decades > 3 ? [1] : decades > 1 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 7];
  for (let e = Math.floor(Math.log10(min)); e <= Math.ceil(Math.log10(max)); e++)
    if (e % every === 0) for (const s of steps) if (s * 10 ** e >= min && s * 10 ** e <= max) at.push(s * 10 ** e);
  return at.length > 1 ? at : [min, max];
};
const logTick = (v) => v >= 1e6 || v < 0.9999e-4 ? parseFloat(v.toPrecision(3)).toExponential().replace("-", "−").replace("+", "")
  : String(parseFloat(v.toPrecision(3)));
const timeRange = (u, min, max) => min == null ? [0, 1] : min === max ? [min - 1, max + 1] : [min, max];


kinds.series = {
  prepare: (plot) => {
    for (const part of [...plot.bands, ...plot.lines, ...plot.markers]) part.x = part.x.map((x) => x + plot.origin);
    for (const event of plot.events) event.x += plot.origin;
    plot.events.sort((a, b) => a.x - b.x);
    // uPlot.join wants each table sorted by x.
    for (const kind of plot.markers) {
      const order = kind.x.map((x, i) => i).sort((a, b) => kind.x[a] - kind.x[b]);
      [kind.x, kind.y] = [order.map((i) => kind.x[i]), order.map((i) => kind.y[i])];
    }
  },
  build: (figure, plot, look) => {
    const holder = figure.querySelector(".canvas"), legend = figure.querySelector(".legend");
    holder.replaceChildren();
    legend.replaceChildren();
    const unit = plot.timeUnit ? " " + plot.timeUnit : "";
    const tables = [], series = [{
      label: plot.clock ? "time" : plot.timeTitle.replace(/ \([^()]*\)$/, ""),
      value: (u, v) => v == null ? "–" : (plot.clock ? instant(v) : plot.count ? String(v) : number(v, u.scales.x.max - u.scales.x.min)) + unit,
    }], entries = [null], bands = [];
    const all = [...plot.bands, ...plot.lines, ...plot.markers];
    const span = range(all.flatMap((e) => e.y || e.lower.concat(e.upper)));
    for (const entry of all) entry.colour = look.dark ? entry.dark : entry.light;

    for (const band of plot.bands) {
      tables.push([band.x, band.upper, band.lower]);
      bands.push({ series: [series.length, series.length + 1], fill: band.colour + "38" });
      const edge = { stroke: band.colour + "00", width: 0, points: { show: false } };
      series.push({
        ...edge, label: band.name, class: "u-band",
        value: (u, v, i, at) => v == null ? (at == null ? ROOM : "–") : `${number(u.data[i + 1][at], plot.logarithmic ? u.data[i + 1][at] : span)} … ${number(v, plot.logarithmic ? v : span)}`,
      }, { ...edge, label: band.name, class: "u-hidden" });
      entries.push(band, null);
    }
    // Dots lie under the lines: there are many of them, and the line is the message.
    const drawn = [...plot.lines].sort((a, b) => (b.form === "dots") - (a.form === "dots"));
    for (const line of drawn) {
      tables.push([line.x, line.y]);
      const dots = line.form === "dots";
      series.push({
        label: line.name, stroke: line.colour, width: dots ? 0 : 1.75, dash: line.form === "dashed" ? [6, 4] : undefined,
        paths: dots ? () => null : undefined,
        points: dots ? { show: true, size: 4, width: 0, fill: line.colour + "b3" } : { show: line.x.length === 1, size: 5, fill: line.colour },
        value: (u, v) => number(v, plot.logarithmic ? v : span),
      });
      entries.push(line);
    }
    for (const kind of plot.markers) {
      tables.push([kind.x, kind.y]);
      kind.index = series.length;
      series.push({ label: kind.name, stroke: kind.colour, paths: () => null, points: { show: false }, value: (u, v) => number(v, plot.logarithmic ? v : span) });
      entries.push(kind);
    }

    // Lines have their own times; the legend shows for each its sample nearest to the cursor. Markers only when hit.
    const nearest = (u, i, at) => {
      const values = u.data[i], x = u.data[0];
      if (i === 0 || values[at] !== undefined) return at;
      let left = at, right = at;
      while (left >= 0 && values[left] === undefined) left--;
      while (right < values.length && values[right] === undefined) right++;
      const hit = left < 0 ? right : right >= values.length ? left : x[at] - x[left] <= x[right] - x[at] ? left : right;
      if (hit < 0 || hit >= values.length) return null;
      const reach = entries[i] && entries[i].shape ? 6 : Infinity;
      return Math.abs(u.valToPos(x[hit], "x") - u.valToPos(x[at], "x")) <= reach ? hit : null;
    };

    const rows = Math.min(2, plot.events.length);
    const axis = { stroke: look.muted, font: font(12), labelFont: font(12), grid: { stroke: look.grid, width: 1 }, ticks: { show: false } };
    const width = () => Math.max(200, Math.floor(holder.clientWidth));
    const height = () => (width() < 480 ? 230 : 280) + rows * ROW;
    const u = new uPlot({
      width: width(), height: height(), series, bands,
      padding: [rows ? rows * ROW + 6 : 10, 12, 0, 0],
      tzDate: (s) => uPlot.tzDate(new Date(s * 1e3), "Etc/UTC"),
      scales: { x: { time: plot.clock, range: timeRange }, y: plot.logarithmic ? { distr: 3, range: logRange } : { range: valueRange } },
      cursor: {
        dataIdx: nearest, y: false, drag: { x: true, y: false, dist: 4 },
        points: { size: 7, width: 2 },
        sync: plot.cursor == null ? undefined : { key: plot.cursor, setSeries: false, scales: ["x", null] },
      },
      legend: { live: true, mount: (self, table) => legend.append(table) },
      axes: [
        { ...axis, label: plot.timeTitle, labelSize: 20, incrs: plot.count ? whole : undefined, size: plot.clock ? 42 : 28, gap: 6, space: plot.clock ? 76 : 60,
          values: plot.clock ? clockTicks : (self, splits, i, space, step) => splits.map((v) => tick(v, step)) },
        { ...axis, label: plot.valueTitle || undefined, labelSize: 24, gap: 8, space: 36,
          ...(plot.logarithmic ? { splits: logTicks, filter: (self, splits) => splits } : {}),
          values: (self, splits, i, space, step) => splits.map((v) => plot.logarithmic ? logTick(v) : tick(v, step)),
          size: (self, values, i, cycle) => {
            if (cycle > 1) return self.axes[i]._size;
            self.ctx.font = self.axes[i].font[0];
            return Math.ceil(14 + Math.max(0, ...(values || []).map((v) => self.ctx.measureText(v).width)) / devicePixelRatio);
          } },
      ],
      hooks: {
        setCursor: [(self) => legend.classList.toggle("live", self.cursor.idx != null)],
        draw: [(self) => { drawEvents(self, plot.events, look, rows); drawMarkers(self, plot.markers, look); }],
        // A band is two series to uPlot and one to the reader.
        setSeries: [(self, i, options) => {
          if (options.show != null && entries[i] && entries[i].upper && self.series[i + 1].show !== options.show)
            self.setSeries(i + 1, { show: options.show });
        }],
      },
    }, uPlot.join([...tables, [[...new Set(plot.events.map((event) => event.x))]]]), holder);

    const legendRows = [...legend.querySelectorAll("tr")];
    // To the reader a band belongs to its line, whatever is drawn first.
    const listed = plot.lines.flatMap((line) => [line, ...plot.bands.filter((band) => band.line === line.name)]);
    for (const entry of [...listed, ...plot.markers]) {
      const row = legendRows[entries.indexOf(entry)];
      row.parentNode.append(row);
    }
    legendRows.forEach((row, i) => {
      if (!entries[i]) return;
      const head = row.querySelector("th");
      head.prepend(key(entries[i], look));
      head.tabIndex = 0;
      head.setAttribute("role", "button");
      head.title = "Show or hide";
      head.addEventListener("keydown", (e) => {
        if (e.key === "Enter" || e.key === " ") { e.preventDefault(); head.click(); }
      });
    });
    return { resize: () => u.setSize({ width: width(), height: height() }), destroy: () => u.destroy(), holder };
  },
};

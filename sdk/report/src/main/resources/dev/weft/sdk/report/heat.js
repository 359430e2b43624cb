// Heat maps: a row for each weight, a column for each time.
// Labels one below the other, each as near to its place as the others allow; what finds no room is left out.
const spread = (labels, height, gap) => {
  let kept = [...labels];
  while (kept.length * gap > height && kept.length) kept.splice(kept.indexOf(kept.reduce((a, b) => b.size < a.size ? b : a)), 1);
  let least = gap / 2;
  for (const label of kept) { label.y = Math.max(label.at, least); least = label.y + gap; }
  let most = height - gap / 2;
  for (const label of [...kept].reverse()) { label.y = Math.min(label.y, most); most = label.y - gap; }
  return kept;
};

kinds.heat = {
  prepare: (map) => {
    map.cells = Int8Array.from(atob(map.cells), (c) => c.charCodeAt(0));
    map.value = (r, c) => {
      const q = map.cells[r * (map.edges.length - 1) + c];
      return q === -128 ? null : Math.sign(q) * (q / 127) ** 2 * map.largest;
    };
    map.events.sort((a, b) => a.x - b.x);
  },
  build: (figure, map, look) => {
    const holder = figure.querySelector(".canvas"), rows = map.rows.length, columns = map.edges.length - 1;
    const first = map.edges[0], last = map.edges[columns];
    const stops = look.dark ? map.dark : map.light;
    const draw = () => {
      const head = map.events.length ? ROW + 8 : 8;
      const named = map.labels.length > 0;
      const body = rows <= 30 ? Math.max(120, rows * 18) : 340;
      const { canvas, c, width, height } = sheet(holder, head + body + 70);
      if (!rows || !columns) { text(c, "nothing to draw", 0, 20, look.muted); return; }
      const room = Math.min(0.3 * width, 190);
      const widest = (names) => names.reduce((w, name) => Math.max(w, c.measureText(name).width), 0);
      const left = map.segments.length ? Math.ceil(Math.min(room, widest(map.segments.map((s) => s.name)))) + 22 : 0;
      const right = named ? Math.ceil(Math.min(room, widest(map.labels))) + 8 : 10;
      const across = width - left - right;
      const x = (t) => left + across * (t - first) / (last - first);
      const y = (row) => head + body * row / rows;

      // One pixel a cell, then stretched column by column: times need not be evenly spaced.
      const cells = document.createElement("canvas");
      cells.width = columns;
      cells.height = rows;
      const image = new ImageData(columns, rows);
      for (let r = 0; r < rows; r++) for (let k = 0; k < columns; k++) {
        const v = map.value(r, k);
        if (v != null) image.data.set([...mix(stops, 0.5 + 0.5 * v / map.limit), 255], 4 * (r * columns + k));
      }
      cells.getContext("2d").putImageData(image, 0, 0);
      c.imageSmoothingEnabled = false;
      const ratio = canvas.width / width;
      for (let k = 0; k < columns; k++) {
        const from = Math.round(x(map.edges[k]) * ratio) / ratio, to = Math.round(x(map.edges[k + 1]) * ratio) / ratio;
        if (to > from) c.drawImage(cells, k, 0, 1, rows, from, head, to - from, body);
      }
      c.strokeStyle = look.axis;
      c.lineWidth = 1;
      c.strokeRect(left, head, across, body);

      for (const s of map.segments) {
        if (s.from > 0) line(c, left - 6, y(s.from), left + across, y(s.from), look.axis);
        if (s.to < rows) line(c, left - 6, y(s.to), left + across, y(s.to), look.axis);
      }
      const labels = map.segments.map((s) => ({ name: s.name, size: s.to - s.from, at: y((s.from + s.to) / 2) - head }));
      for (const label of spread(labels, body, 15)) {
        text(c, fitted(c, label.name, room), left - 18, head + label.y, look.ink, "right");
        line(c, left - 15, head + label.y, left - 3, head + label.at, look.axis);
      }
      if (named) map.labels.forEach((name, r) => text(c, fitted(c, name, room), left + across + 6, y(r + 0.5), look.muted));

      let start = Infinity;
      for (const event of [...map.events].reverse()) {
        const at = x(event.x), length = c.measureText(event.label).width;
        const begin = Math.max(left, Math.min(at, left + across - length));
        line(c, at, head - 4, at, head + body, look.ink, [4, 3]);
        if (begin + length + 10 < start) { text(c, event.label, begin, head - 12, look.ink); start = begin; }
      }
      for (const t of ticks(first, last, across, 70)) {
        const at = x(t.v), half = c.measureText(t.text).width / 2;
        if (at - half < left - 4 || at + half > width) continue;
        line(c, at, head + body, at, head + body + 4, look.axis);
        text(c, t.text, at, head + body + 13, look.muted, "center");
      }
      text(c, map.timeTitle, left + across / 2, head + body + 31, look.muted, "center");
      const clipped = map.limit < map.largest * (1 - 1e-9);
      const end = short(parseFloat(map.limit.toPrecision(2)));
      colourBar(c, stops, left, head + body + 56, across, map.valueTitle,
        (clipped ? "≤ −" : "−") + end, (clipped ? "≥ " : "") + end, look);

      const hint = tip(holder);
      canvas.onmouseleave = hint.hide;
      canvas.onmousemove = (e) => {
        const px = e.offsetX, py = e.offsetY;
        if (px < left || px >= left + across || py < head || py >= head + body) return hint.hide();
        const r = Math.floor((py - head) / body * rows), t = first + (px - left) / across * (last - first);
        let k = 0;
        while (k < columns - 1 && map.edges[k + 1] <= t) k++;
        const v = map.value(r, k), segment = map.segments.find((s) => r >= s.from && r < s.to);
        const middle = (map.edges[k] + map.edges[k + 1]) / 2;
        hint.show(px, py, [
          segment && !map.rows[r].startsWith(segment.name) ? `${segment.name}: ${map.rows[r]}` : map.rows[r],
          `${map.timeTitle.replace(/ \(.*/, "")} ${number(middle, last - first)}`,
          v == null ? "–" : short(parseFloat(v.toPrecision(2))),
        ]);
      };
    };
    draw();
    return { resize: draw, destroy: () => holder.replaceChildren(), holder };
  },
};

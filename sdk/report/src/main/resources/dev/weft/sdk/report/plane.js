// A path in a plane, coloured by time.
kinds.plane = {
  prepare: () => {},
  build: (figure, plot, look) => {
    const holder = figure.querySelector(".canvas"), stops = look.dark ? plot.dark : plot.light, n = plot.time.length;
    const extent = (values) => {
      const finite = values.filter((v) => v != null);
      if (!finite.length) return [0, 1];
      const min = finite.reduce((a, b) => Math.min(a, b)), max = finite.reduce((a, b) => Math.max(a, b));
      const air = max > min ? 0.06 * (max - min) : Math.abs(max) || 1;
      return [min - air, max + air];
    };
    const [x0, x1] = extent(plot.x), [y0, y1] = extent(plot.y);
    const begin = n ? plot.time[0] : 0, span = n > 1 ? plot.time[n - 1] - begin : 1;
    const colour = (t) => css(mix(stops, (t - begin) / span));
    const draw = () => {
      const wide = holder.clientWidth >= 480, body = wide ? 380 : 280, head = 10;
      const { canvas, c, width } = sheet(holder, head + body + 70);
      const marks = ticks(y0, y1, body, 44);
      const left = 30 + Math.ceil(marks.reduce((w, t) => Math.max(w, c.measureText(t.text).width), 0)), across = width - left - 12;
      const x = (v) => left + across * (v - x0) / (x1 - x0), y = (v) => head + body * (y1 - v) / (y1 - y0);
      for (const t of ticks(x0, x1, across, 70)) {
        line(c, x(t.v), head, x(t.v), head + body, look.grid);
        text(c, t.text, x(t.v), head + body + 13, look.muted, "center");
      }
      for (const t of marks) {
        line(c, left, y(t.v), left + across, y(t.v), look.grid);
        text(c, t.text, left - 8, y(t.v), look.muted, "right");
      }
      text(c, fitted(c, plot.xTitle, across), left + across / 2, head + body + 31, look.muted, "center");
      c.save();
      c.translate(9, head + body / 2);
      c.rotate(-Math.PI / 2);
      text(c, fitted(c, plot.yTitle, body), 0, 0, look.muted, "center");
      c.restore();

      const there = (i) => i >= 0 && i < n && plot.x[i] != null;
      c.lineWidth = 1.75;
      c.lineCap = "round";
      for (let i = 1; i < n; i++) {
        if (!there(i) || !there(i - 1)) continue;
        c.strokeStyle = colour((plot.time[i] + plot.time[i - 1]) / 2);
        c.beginPath();
        c.moveTo(x(plot.x[i - 1]), y(plot.y[i - 1]));
        c.lineTo(x(plot.x[i]), y(plot.y[i]));
        c.stroke();
      }
      // Labels that would cover another are left out; their marks stay.
      const taken = [];
      const mark = (i, label, filled) => {
        if (!there(i)) return;
        const px = x(plot.x[i]), py = y(plot.y[i]), length = c.measureText(label).width;
        c.beginPath();
        c.arc(px, py, filled ? 5 : 4.5, 0, 7);
        c.fillStyle = filled ? colour(plot.time[i]) : look.page;
        c.fill();
        c.lineWidth = 1.5;
        c.strokeStyle = filled ? look.page : look.ink;
        c.stroke();
        const places = [[px + 9, py - 9], [px - 9 - length, py - 9], [px + 9, py + 10], [px - 9 - length, py + 10]];
        const free = ([a, b]) => a >= left && a + length <= left + across && b > head + 6 && b < head + body - 6
          && taken.every(([p, q, w]) => a > p + w + 6 || a + length + 6 < p || Math.abs(b - q) > 14);
        const place = places.find(free);
        if (!place) return;
        taken.push([place[0], place[1], length]);
        c.lineWidth = 3;
        c.strokeStyle = look.page;
        c.textAlign = "left";
        c.strokeText(label, place[0], place[1]);
        text(c, label, place[0], place[1], look.ink);
      };
      const finite = [...plot.time.keys()].filter(there);
      if (finite.length) {
        mark(finite[0], "start", true);
        mark(finite[finite.length - 1], "end", true);
      }
      for (const event of plot.events) mark(event.at, event.label, false);
      if (n) colourBar(c, stops, left, head + body + 56, across, plot.timeTitle, short(begin), short(begin + span), look);

      const hint = tip(holder);
      canvas.onmouseleave = hint.hide;
      canvas.onmousemove = (e) => {
        let best = -1, least = 20 * 20;
        for (const i of finite) {
          const d = (x(plot.x[i]) - e.offsetX) ** 2 + (y(plot.y[i]) - e.offsetY) ** 2;
          if (d < least) { least = d; best = i; }
        }
        if (best < 0) return hint.hide();
        hint.show(e.offsetX, e.offsetY, [
          `${plot.timeTitle.replace(/ \(.*/, "")} ${number(plot.time[best], span)}`,
          `${number(plot.x[best], x1 - x0)}, ${number(plot.y[best], y1 - y0)}`,
        ]);
      };
    };
    draw();
    return { resize: draw, destroy: () => holder.replaceChildren(), holder };
  },
};

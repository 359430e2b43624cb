// Draws every figure.plot of the page from the JSON beside it, by the script of its kind.
const figures = [...document.querySelectorAll("figure.plot")].map((figure) => {
  const kind = kinds[figure.dataset.kind], plot = JSON.parse(figure.querySelector(".data").textContent);
  kind.prepare(plot);
  return { figure, kind, plot };
});
const rebuild = () => {
  const look = theme();
  for (const f of figures) {
    if (f.view) f.view.destroy();
    f.view = f.kind.build(f.figure, f.plot, look);
  }
};
rebuild();
new ResizeObserver(() => figures.forEach((f) => {
  if (f.width !== f.view.holder.clientWidth) { f.width = f.view.holder.clientWidth; f.view.resize(); }
})).observe(document.querySelector("main"));
dark.addEventListener("change", rebuild);
// Paper is white and narrower than most windows.
addEventListener("beforeprint", () => {
  document.documentElement.setAttribute("data-print", "");
  document.querySelector("main").style.width = "640px";
  rebuild();
  document.querySelector("main").style.width = "";
});
addEventListener("afterprint", () => { document.documentElement.removeAttribute("data-print"); rebuild(); });

// The walk: shows the picture as far as it has come, and what is said about the step it is at.

function render({ model, el }) {
  const steps = model.get("data");
  const svg = picture(model.get("picture"), model.get("words"));
  const parts = steps.map(() => []); // of the picture, by the step that they appear at
  for (const part of svg.querySelectorAll("[data-step]")) {
    parts[Number(part.dataset.step) - 1].push(part);
    part.classList.add("later");
  }

  const followers = []; // what else shows the step
  let shown = 0; // the step that the picture is at
  let lit = [];
  let here = [];
  let under = [];
  let looked = null; // the node or edge that is read, under the pointer or by keys
  const order = inOrder([...svg.querySelectorAll("[data-says]")]);

  const title = make("p", { class: "title" });
  const formula = make("p", { class: "formula" });
  const filled = make("p", { class: "formula filled" });
  const aside = make("p", { class: "formula whence" });
  const verdict = make("p", { class: "verdict" });
  const result = make("p", { class: "result" }, model.get("result"));
  const reading = make("p", { class: "reading" });
  const aloud = make("p", { class: "aside", "aria-live": "polite" });
  const count = make("span", { class: "count" });
  const slider = make("input", { type: "range", min: 0, max: steps.length, "aria-label": "step" });
  slider.addEventListener("input", () => go(Number(slider.value)));

  const back = button("←", "one step back", () => go(at() - 1), "left arrow");
  const on = button("→", "one step on", () => go(at() + 1), "right arrow");
  const stageBack = button("« array", "back to the array before", () => go(stageBefore()), "page up");
  const stageOn = button("array »", "to the end of this array", () => go(stageAfter()), "page down");
  const beginning = button("⇤", "to the beginning", () => go(0), "home");
  const end = button("⇥", "to the last step", () => go(steps.length), "end");
  const first = model.get("first");
  const wrong = first ? [button("✗ first difference", "go to the first difference", () => go(first))] : [];
  const bar = make("div", { class: "bar", role: "group", "aria-label": "steps" }, beginning, stageBack, back, on, stageOn, end, slider, count, ...wrong);

  const said = make("div", { class: "said" }, title, formula, filled, aside, verdict, result);
  const about = make("p", { class: "about" }, model.get("about"));
  const help = make("p", { class: "about" }, "Keys: ← → step; ↑ ↓ read a node or a weight of the picture, with Shift a column; Escape ends it.");
  const many = svg.classList.contains("many"); // nodes are dots
  const legend = make("p", { class: "about" }, "Lines, the wider the larger: ", meaning("weights", key("plus", "positive weight"), key("minus", "negative weight")));
  if (steps.some((step) => step.back)) {
    legend.append(meaning("slopes", key("plus slope", "positive slope dw"), key("minus slope", "negative slope dw")), many ? "A slope is shown at its step." : "A slope takes the place of its weight once it is known, save where the weight is at work.");
  }
  const nodes = make("p", { class: "about" }, "Nodes: the fuller, the larger their x, a or p within the column; dashed where it is negative; empty where it is not known yet. Where there is room that number stands on the left, and δ on the right.");
  const view = frame("Walk through the network: left and right arrow step; up and down arrow read its nodes and weights, with Shift column by column; Escape ends the reading", svg);
  view.setAttribute("role", "application"); // else a screen reader keeps the arrow keys for itself
  const root = make("div", { class: "nnlab-live nnlab-walk" }, bar, said, view, reading, legend, ...(many ? [nodes] : []), help, about, list(), aloud);
  root.addEventListener("keydown", keys);
  svg.addEventListener("pointerover", (event) => read(event.target.closest("[data-says]")));
  svg.addEventListener("pointerleave", () => read(null));
  const release = quiet(root);
  el.append(root);

  show();
  requestAnimationFrame(() => bring(here[0])); // now it has a place on the page
  let width = 0;
  const resized = new ResizeObserver(() => {
    if (root.clientWidth === width) return;
    width = root.clientWidth;
    reserve();
  });
  resized.observe(root);
  model.on("change:at", show);
  return () => {
    resized.disconnect();
    model.off("change:at", show);
    release();
  };

  function at() {
    return model.get("at");
  }

  function go(step) {
    model.set("at", Math.min(Math.max(step, 0), steps.length));
    model.save_changes();
  }

  function stageAfter() {
    const stage = steps[Math.min(at(), steps.length - 1)].stage;
    return steps.findLastIndex((step) => step.stage === stage) + 1;
  }

  function stageBefore() {
    if (at() === 0) return 0;
    return steps.findIndex((step) => step.stage === steps[at() - 1].stage);
  }

  function keys(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (view.contains(event.target) && ["ArrowUp", "ArrowDown", "Escape"].includes(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      browse(event.key === "Escape" ? null : neighbour(event.key === "ArrowDown" ? 1 : -1, event.shiftKey));
      return;
    }
    const moves = { ArrowRight: () => at() + 1, ArrowLeft: () => at() - 1, PageDown: stageAfter, PageUp: stageBefore, Home: () => 0, End: () => steps.length };
    if (!(event.key in moves)) return;
    event.preventDefault();
    event.stopPropagation();
    go(moves[event.key]());
  }

  function show() {
    const now = at();
    const step = steps[now - 1];
    // Only what lies between: a large network has thousands of parts.
    for (const part of parts[shown - 1] ?? []) part.classList.remove("now");
    for (let i = Math.min(shown, now); i < Math.max(shown, now); i++) {
      for (const part of parts[i]) part.classList.toggle("later", i >= now);
    }
    for (const part of parts[now - 1] ?? []) part.classList.add("now");
    shown = now;
    svg.classList.toggle("back", Boolean(step?.back));
    lit = mark("lit", lit, step?.light);
    here = mark("here", here, step?.here);
    say(step);
    count.textContent = `step ${now} of ${steps.length}`;
    slider.value = now;
    slider.setAttribute("aria-valuetext", count.textContent);
    beginning.disabled = back.disabled = stageBack.disabled = now === 0;
    end.disabled = on.disabled = stageOn.disabled = now === steps.length;
    for (const follow of followers) follow();
    read(looked);
    bring(here[0]);
    aloud.textContent = [step ? plain(`${step.title}. ${step.filled}. ${step.aside} ${told(step)}`) : "", result.hidden ? "" : result.textContent].join(" ").trim();
  }

  function say(step) {
    title.textContent = step ? step.title : "Before the first step: the inputs and the weights are there.";
    write(formula, step?.formula ?? "");
    write(filled, step?.filled ?? "");
    write(aside, step?.aside ?? "");
    verdict.replaceChildren(step?.fault ? `✗ ${step.fault}` : ""); // words, and the learner's code: no variables in them
    if (step?.look) {
      const look = make("span");
      write(look, step.look);
      verdict.append(" Look at ", look, ".");
    }
    verdict.hidden = !step?.fault;
    result.hidden = !result.textContent || (step && step !== steps.at(-1));
  }

  /** Keeps as much room above the picture as the longest words need, so that it stays where it is from step to step. */
  function reserve() {
    const longest = (words) => steps.reduce((most, step) => (words(step).length > words(most).length ? step : most), steps[0]);
    said.style.minHeight = "";
    const high = [];
    const kinds = steps.filter((step, i) => step.stage !== steps[i - 1]?.stage); // a sign may be higher than others
    for (const step of new Set([longest((one) => one.filled + one.aside), longest(told), ...kinds, steps.at(-1), undefined])) {
      say(step);
      high.push(said.offsetHeight);
    }
    say(steps[at() - 1]);
    said.style.minHeight = `${Math.max(...high)}px`;
  }

  /** Shows the numbers of a node or an edge that are known at this step. */
  function read(part) {
    looked = part;
    write(reading, part ? known(part) : "\u00a0");
    const { node, edge } = part ? part.dataset : {};
    under = mark("under", under, part && (edge ? `[data-edge="${edge}"]` : `[data-node="${node}"]`));
  }

  function known(part) {
    const says = part.dataset.says.split("|").map((words) => words.split(/:(.*)/s)).filter(([step]) => Number(step) <= at());
    return says.map(([, words]) => words).join(",  ") || "not known yet at this step";
  }

  /** The same by keys: it is read aloud too, and brought into sight. */
  function browse(part) {
    read(part);
    bring(part);
    aloud.textContent = part ? `${placed(part)}: ${plain(known(part))}` : "";
  }

  /** The part after or before that which is read; with `far` the first of the column after, or of the one before. */
  function neighbour(way, far) {
    const i = order.indexOf(looked);
    if (i < 0) return way > 0 ? order[0] : order.at(-1);
    if (!far) return order[Math.min(Math.max(i + way, 0), order.length - 1)];
    const next = way > 0 ? order.slice(i).find((part) => column(part) > column(looked)) : order.slice(0, i).findLast((part) => column(part) < column(looked));
    return next ? order.find((part) => column(part) === column(next)) : looked;
  }

  /** Scrolls the picture sideways, where it is wider than its place, until one sees the part. */
  function bring(part) {
    if (!part || view.scrollWidth <= view.clientWidth) return;
    const [box, place] = [part.getBoundingClientRect(), view.getBoundingClientRect()];
    if (box.left < place.left || box.width > place.width) view.scrollLeft -= place.left - box.left + 8;
    else if (box.right > place.right) view.scrollLeft += box.right - place.right + 8;
  }

  /** Gives the class to what the selector finds, and takes it from what had it. */
  function mark(kind, before, selector) {
    for (const part of before) part.classList.remove(kind);
    const found = selector ? [...svg.querySelectorAll(selector)] : [];
    for (const part of found) part.classList.add(kind);
    return found;
  }

  /** All steps taken, to read one after another and to go back to. */
  function list() {
    const taken = make("ol");
    const details = make("details", {}, make("summary", {}, "All steps so far, as formulas"), taken);
    const fill = () => {
      if (!details.open) return;
      taken.replaceChildren(...steps.slice(0, at()).map((step, i) => {
        const line = make("li", { class: step.fault ? "wrong" : "formula", onclick: () => go(i + 1) });
        write(line, step.filled);
        if (step.fault) line.append(` ✗ ${plain(told(step))}`);
        return line;
      }));
      taken.scrollTop = taken.scrollHeight;
    };
    details.addEventListener("toggle", fill);
    followers.push(fill);
    return details;
  }

  function meaning(kind, ...keys) {
    return make("span", { class: kind }, ...keys);
  }

  function key(kind, words) {
    return make("span", { class: `key ${kind}` }, words);
  }
}

/** What is wrong at a step, in one text. */
function told({ fault, look }) {
  return look ? `${fault} Look at ${look}.` : fault;
}

/** Where a node or an edge stands from left to right: the inputs, the edges to layer 1, layer 1, ... */
function column({ dataset: { node, edge } }) {
  return edge ? 2 * Number(edge.split(".")[0]) - 1 : 2 * Number(node.split(".")[0]);
}

/** As one reads: column by column, each from above. */
function inOrder(parts) {
  return parts.map((part) => [column(part), part]).sort(([a], [b]) => a - b).map(([, part]) => part);
}

/** Where a node or an edge is, in words. */
function placed({ dataset: { node, edge } }) {
  const layer = (node ?? edge).split(".")[0];
  if (edge) return `weight of layer ${layer}`;
  return layer === "0" ? "input" : `node of layer ${layer}`;
}

export default live(render);

// The preview's page: shows a product, follows what changes, and leads from the page to the editor and back.
"use strict";

const SEEN = 2500; // milliseconds for which a change is marked
const by = (id) => document.getElementById(id);
const frame = by("document");
const [askedPack = "", askedProduct = "pack"] = decodeURIComponent(location.hash.slice(1)).split("/"); // so that a page loaded again shows the same
const shown = { pack: askedPack, product: askedProduct, known: {}, elements: new Map(), asPages: false, heights: new Map() };
let evidence = [], problems = [], paperProblems = [], told = null, running = false, again = false, first = true, setting = false, setAgain = false;

async function ask(path, body) {
  const asked = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, asked);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

function element(name, text, classes) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (classes) made.className = classes;
  return made;
}

async function refresh() {
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    do {
      again = false;
      await look();
    } while (again);
  } catch (error) {
    banner(`The preview does not answer: ${error.message}`);
  } finally {
    running = false;
  }
}

async function look() {
  const { pack, product, known } = shown;
  const state = await ask("look", { pack, product, known });
  if (pack !== shown.pack || product !== shown.product) return; // the reader turned to another meanwhile, which is looked at next
  if (state.packs) choose(state);
  const made = state.document;
  problems = [...state.problems, ...(made ? made.problems : [])];
  if (made?.blocks) await show(made);
  const good = state.whole === true && made?.blocks != null;
  document.body.classList.toggle("broken", !good);
  banner(good ? "" : "The desk is broken: the page stays as it last was. What is wrong stands beside it.");
  list();
  document.body.dataset.number = state.number ?? "";
  if (shown.asPages) paper();
  if (good && !again) {
    const more = await ask("evidence-problems");
    evidence = more.problems;
    list();
    again ||= more.printed === true;
  }
}

function banner(words) {
  by("banner").hidden = !words;
  if (by("banner").textContent !== words) by("banner").textContent = words;
}

// The products of every pack as buttons.
function choose(state) {
  if (!state.pack) return;
  if (state.pack !== shown.pack || state.product !== shown.product) turn(state.pack, state.product);
  const packs = JSON.stringify(state.packs);
  if (by("products").dataset.made !== packs) {
    by("products").dataset.made = packs;
    by("products").replaceChildren(...state.packs.flatMap((pack) => pack.products.map((product) => choice(pack.id, product, state.packs.length > 1))));
  }
  press();
}

function choice(pack, product, several) {
  const button = element("button", several ? `${pack}: ${product}` : product);
  Object.assign(button.dataset, { pack, product });
  button.onclick = () => {
    turn(pack, product);
    press();
    refresh();
  };
  return button;
}

function press() {
  for (const one of by("products").children) one.setAttribute("aria-pressed", one.dataset.pack === shown.pack && one.dataset.product === shown.product);
}

// The set pages are made beside the document, for they take longer. Those whose picture is the same stay as they are.
async function paper() {
  if (setting) {
    setAgain = true;
    return;
  }
  setting = true;
  by("waiting").hidden = false;
  try {
    do {
      setAgain = false;
      await pages();
    } while (setAgain);
  } catch (error) {
    banner(`The preview does not answer: ${error.message}`);
  } finally {
    setting = false;
    by("waiting").hidden = true;
  }
}

async function pages() {
  const { pack, product } = shown;
  const made = await ask(`pages?${new URLSearchParams({ pack, product })}`);
  if (pack !== shown.pack || product !== shown.product) {
    setAgain = true;
    return;
  }
  paperProblems = made.problems;
  list();
  if (!made.pages) return;
  const old = new Map([...by("pages").children].map((one) => [one.dataset.digest, one])), same = by("pages").dataset.shows === `${pack}/${product}`;
  const images = made.pages.map((page) => picture(page, old.get(page.digest)));
  images.forEach((image, index) => {
    if (by("pages").children[index] !== image) by("pages").insertBefore(image, by("pages").children[index] ?? null);
  });
  while (by("pages").children.length > images.length) by("pages").lastChild.remove();
  Object.assign(by("pages").dataset, { made: made.pages.map((page) => page.digest).join(" "), shows: `${pack}/${product}` });
  const changed = images.filter((image) => !old.has(image.dataset.digest));
  if (!same) by("pages").scrollTo(0, 0);
  else if (changed.length) pointAt(changed);
}

function picture(page, old) {
  const image = old ?? element("img");
  image.alt = `Page ${page.number}: ${page.words}`;
  if (old) return old;
  Object.assign(image, { loading: "lazy", width: page.width, height: page.height, src: `picture/${page.digest}` });
  image.dataset.digest = page.digest;
  image.onclick = (event) => {
    const [x, y] = [event.offsetX / image.clientWidth, event.offsetY / image.clientHeight];
    open({ pack: shown.pack, product: shown.product, digest: page.digest, x, y });
  };
  return image;
}

function pointAt(changed) {
  const frame = by("pages").getBoundingClientRect();
  const seen = (one) => one.getBoundingClientRect().bottom > frame.top && one.getBoundingClientRect().top < frame.bottom;
  if (!changed.some(seen)) changed[0].scrollIntoView({ block: "start" });
  for (const one of changed) one.animate([{ outline: "4px solid #d99a00" }, { outline: "4px solid #d99a00", offset: 0.6 }, { outline: "4px solid transparent" }], SEEN);
}

by("as-pages").onclick = () => {
  shown.asPages = !shown.asPages;
  by("as-pages").setAttribute("aria-pressed", shown.asPages);
  by("pages").hidden = !shown.asPages;
  frame.hidden = shown.asPages;
  if (!shown.asPages) paperProblems = [];
  refresh();
};

function turn(pack, product) {
  if (!first) shown.heights.set(`${shown.pack}/${shown.product}`, frame.contentWindow.scrollY);
  Object.assign(shown, { pack, product, known: {}, elements: new Map() });
  history.replaceState(null, "", `#${encodeURIComponent(pack)}/${product}`);
  first = true;
}

// What changed goes into the page; the reader's place stays, or goes to the change where that is out of sight.
async function show(made) {
  const inside = await ready();
  const anchor = first ? null : standing(inside);
  if (made.style !== null) sheet(inside).textContent = made.style;
  inside.documentElement.lang = made.head.language;
  inside.body.className = made.head.classes;
  by("title").textContent = made.head.title;
  document.title = `Preview: ${made.head.title}`;
  const changed = place(inside, made);
  shown.known = { ...made.blocks, "": made.head.sheet };
  if (first) inside.defaultView.scrollTo(0, shown.heights.get(`${shown.pack}/${shown.product}`) ?? 0);
  else if (anchor && anchor.element.isConnected) inside.defaultView.scrollBy(0, anchor.element.getBoundingClientRect().top - anchor.top);
  if (!first && changed.length) point(inside, changed);
  first = false;
}

function ready() {
  const inside = frame.contentDocument;
  if (inside?.readyState === "complete" && inside.URL.endsWith("empty.html")) return Promise.resolve(inside);
  return new Promise((resolve) => frame.addEventListener("load", () => resolve(frame.contentDocument), { once: true }));
}

function sheet(inside) {
  return inside.head.querySelector("style") ?? inside.head.appendChild(inside.createElement("style"));
}

// The blocks in their order, below the body; those that are known stay as they are.
function place(inside, made) {
  const changed = [], parser = new DOMParser(), elements = new Map();
  for (const key of Object.keys(made.blocks)) {
    const old = shown.elements.get(key);
    const html = made.changed[key];
    if (html === undefined) {
      elements.set(key, old);
      continue;
    }
    const next = inside.adoptNode(parser.parseFromString(html, "text/html").body.firstElementChild);
    if (old) elements.set(key, morph(old, next, changed));
    else {
      elements.set(key, next);
      if (!first) changed.push(next);
    }
  }
  if (first) inside.body.replaceChildren(inside.createElement("main"));
  else for (const [key, old] of shown.elements) if (!elements.has(key)) old.remove();
  const main = inside.querySelector("main"), last = new Map();
  for (const [key, block] of elements) {
    const parent = key.startsWith("main ") ? main : inside.body;
    const stands = last.has(parent) ? last.get(parent).nextSibling : parent.firstChild;
    if (stands !== block) parent.insertBefore(block, stands);
    last.set(parent, block);
  }
  shown.elements = elements;
  return changed.filter((one) => one.isConnected);
}

// The element at the top of what the reader sees, and where it stands.
function standing(inside) {
  const width = inside.documentElement.clientWidth;
  for (const y of [8, 40, 80, 160]) {
    const found = inside.elementFromPoint(width / 2, y);
    if (found && found !== inside.body && found !== inside.documentElement) return { element: found, top: found.getBoundingClientRect().top };
  }
  return null;
}

function point(inside, changed) {
  const high = inside.defaultView.innerHeight;
  const seen = (one) => {
    const box = one.getBoundingClientRect();
    return box.height > 0 && box.bottom > 0 && box.top < high;
  };
  const visible = changed.filter((one) => one.getBoundingClientRect().height > 0);
  if (visible.length && !visible.some(seen)) visible[0].scrollIntoView({ block: "center" });
  changed.forEach((one) => flash(one, "#ffe08a"));
}

function flash(one, colour) {
  one.animate([{ backgroundColor: colour }, { backgroundColor: colour, offset: 0.6 }, { backgroundColor: "transparent" }], SEEN);
}

const RANKS = ["error", "warning", "note"];

function list() {
  const every = new Map();
  for (const one of [...problems, ...paperProblems, ...(document.body.classList.contains("broken") ? [] : evidence)]) {
    every.set(JSON.stringify([one.severity, one.code, one.file, one.line, one.column, one.message]), one);
  }
  const sorted = [...every].sort(([, a], [, b]) => RANKS.indexOf(a.severity) - RANKS.indexOf(b.severity));
  const counts = RANKS.map((rank) => [sorted.filter(([, one]) => one.severity === rank).length, rank]).filter(([count]) => count);
  const words = counts.map(([count, rank]) => `${count} ${rank}${count > 1 ? "s" : ""}`).join(", ") || "None.";
  if (by("count").textContent !== words) by("count").textContent = words;
  const rows = new Map([...by("problems").children].map((made) => [made.dataset.key, made])); // one that is the same stays, with the focus
  for (const [key, made] of rows) if (!every.has(key)) made.remove();
  sorted.forEach(([key, one], index) => {
    const made = rows.get(key) ?? row(one);
    made.dataset.key = key;
    made.onclick = () => problem(one);
    if (by("problems").children[index] !== made) by("problems").insertBefore(made, by("problems").children[index] ?? null);
  });
  if (told) say(sorted.filter(([key]) => !told.has(key)).map(([, one]) => one));
  told = new Set(every.keys());
  underline([...every.values()]);
}

// New problems are said to who listens; the list is there for who looks.
function say(fresh) {
  if (fresh.length) by("news").textContent = fresh.slice(0, 3).map((one) => `${one.severity}: ${one.message}`).join(" ");
}

function problem(one) {
  lead(one.at);
  open({ file: one.file, line: one.line, column: one.column });
}

function row(one) {
  const made = element("li", undefined, one.severity), button = element("button");
  button.append(element("span", one.severity, "severity"), `: ${one.message}`);
  if (one.excerpt) button.append(element("code", one.excerpt.trim()));
  button.append(element("small", one.hint), element("small", `${one.file}${one.line ? `:${one.line}:${one.column}` : ""} [${one.code}]`));
  made.append(button);
  return made;
}

// Sentences with problems are underlined without a change of the document's own tree.
function underline(every) {
  const inside = frame.contentDocument, view = frame.contentWindow;
  if (!view?.CSS?.highlights) return;
  for (const rank of RANKS) {
    const ranges = every.filter((one) => one.severity === rank).map((one) => one.at.length && sentence(inside, one.at[0])).filter(Boolean);
    view.CSS.highlights.set(rank, new view.Highlight(...ranges.map((found) => {
      const range = inside.createRange();
      range.selectNodeContents(found);
      return range;
    })));
  }
}

function sentence(inside, at) {
  return inside.querySelector(`[data-at="${CSS.escape(at)}"]`);
}

// Shows what is written nearest to the editor's cursor. places: the narrowest first.
function lead(places) {
  const inside = frame.contentDocument;
  for (const at of places) {
    const steps = at.split("/");
    const found = sentence(inside, at) ?? inside.querySelector(`[data-at^="${CSS.escape(at)}/"]`) ?? (steps.length === 2 ? inside.getElementById(steps.join("-")) : null);
    if (!found) continue;
    for (let fold = found.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const box = found.getBoundingClientRect();
    if (box.top < 0 || box.bottom > inside.defaultView.innerHeight) found.scrollIntoView({ block: "center" });
    flash(found, "#cfe3ff");
    document.body.dataset.led = at;
    return;
  }
}

function clicked(event) {
  const target = event.target.nodeType === Node.ELEMENT_NODE ? event.target : event.target.parentElement;
  if (!target || (target.closest("a[href], summary") && !event.altKey)) return;
  if (!frame.contentDocument.getSelection().isCollapsed) return;
  event.preventDefault();
  const anchors = [];
  for (let at = target; at; at = at.parentElement) if (at.id) anchors.push(at.id);
  open({ at: target.closest("[data-at]")?.dataset.at ?? target.querySelector("[data-at]")?.dataset.at ?? "", anchors });
}

async function open(asked) {
  const { place, address } = await ask("open", asked);
  by("place").hidden = !place;
  if (!place) return;
  by("where").textContent = `${place.shown}:${place.line}:${place.column}`;
  if (address && window.parent !== window) {
    window.parent.postMessage({ open: place }, "*"); // the editor that shows this page goes there itself; only editors may (guard.py)
  } else if (address) {
    const link = element("a");
    Object.assign(link, { href: address, target: "editor", rel: "noopener" }); // so that this page stays where no editor answers
    link.click();
  }
  by("evidence").replaceChildren(...(place.sentence ? await beside(place.sentence) : []));
}

// What carries a sentence: each paragraph with the excerpt marked, what the rules ask, and who confirmed it.
async function beside(sentence) {
  const answer = await fetch(`confirm/sentence?at=${encodeURIComponent(sentence)}`);
  if (!answer.ok) return [];
  const told = await answer.json();
  const made = told.beside.flatMap((one) => [element("p", `${one.name} ¶${one.para}`), paragraph(one)]);
  const said = [...told.problems.map((one) => `${one.severity}: ${one.message}`), ...told.confirmed.map((one) => `Confirmed by ${one.by}, ${one.day}.`)];
  return [...made, ...said.map((words) => element("p", words))];
}

function paragraph(one) {
  const quote = element("blockquote");
  let end = 0;
  for (const [from, to] of one.marks) {
    quote.append(one.text.slice(end, from), element("mark", one.text.slice(from, to)));
    end = to;
  }
  quote.append(one.text.slice(end) || (one.text ? "" : "The archived text is not here."));
  return quote;
}

async function begin() {
  const inside = await ready();
  inside.addEventListener("click", clicked);
  const events = new EventSource("events");
  events.onmessage = ({ data }) => {
    const word = JSON.parse(data);
    if (word.cursor) lead(word.cursor);
    else refresh();
  };
  events.onerror = () => banner("The preview has ended. Start it again with: briefgen preview");
}

begin();

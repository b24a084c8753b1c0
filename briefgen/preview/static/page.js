// The preview's page: shows a product, follows what changes, and leads from the page to the editor and back.
"use strict";

const SEEN = 2500; // milliseconds for which a change is marked
const by = (id) => document.getElementById(id);
const frame = by("document");
const shown = { pack: "", product: "pack", known: {}, elements: new Map(), asPages: false };
let evidence = [], problems = [], state = null, running = false, again = false, first = true;

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
  state = await ask("state");
  const stuck = state.blocks === null; // the desk's process did not answer
  if (!stuck) choose();
  const pack = shown.pack;
  if (shown.asPages && !stuck && pack) await paper();
  const made = stuck || !pack ? state : await ask("document", { pack, product: shown.product, known: shown.known });
  problems = [...state.problems, ...(stuck ? [] : made.problems)];
  const good = !stuck && state.whole && made.blocks != null;
  if (good) await show(made);
  document.body.classList.toggle("broken", !good);
  banner(good ? "" : "The desk is broken: the page stays as it last was. What is wrong stands beside it.");
  list();
  document.body.dataset.number = state.number ?? "";
  if (good && !again) {
    const told = await ask("evidence-problems");
    evidence = told.problems;
    list();
    again ||= told.printed === true;
  }
}

function banner(words) {
  by("banner").hidden = !words;
  if (by("banner").textContent !== words) by("banner").textContent = words;
}

// The products of every pack as buttons; the first pack's own is shown first.
function choose() {
  const known = state.packs.find((pack) => pack.id === shown.pack);
  if (!known && state.packs.length) turn(state.packs[0].id, state.packs[0].products.includes("pack") ? "pack" : state.packs[0].products[0]);
  else if (known && !known.products.includes(shown.product)) turn(known.id, known.products[0]);
  const wanted = JSON.stringify([state.packs, shown.pack, shown.product]);
  if (by("products").dataset.made === wanted) return;
  by("products").dataset.made = wanted;
  by("products").replaceChildren(
    ...state.packs.flatMap((pack) =>
      pack.products.map((product) => {
        const button = element("button", state.packs.length > 1 ? `${pack.id}: ${product}` : product);
        button.setAttribute("aria-pressed", pack.id === shown.pack && product === shown.product);
        button.onclick = () => {
          turn(pack.id, product);
          refresh();
        };
        return button;
      }),
    ),
  );
}

// The set pages: those whose picture is the same stay as they are.
async function paper() {
  const made = await ask(`pages?${new URLSearchParams({ pack: shown.pack, product: shown.product })}`);
  if (!made.pages) return;
  const old = new Map([...by("pages").children].map((one) => [one.dataset.digest, one]));
  const images = made.pages.map((page) => {
    if (old.has(page.digest)) return old.get(page.digest);
    const image = element("img");
    Object.assign(image, { src: `picture/${page.digest}`, width: page.width, height: page.height, alt: `Page ${page.number}: ${page.words}` });
    image.dataset.digest = page.digest;
    return image;
  });
  images.forEach((image, index) => {
    if (by("pages").children[index] !== image) by("pages").insertBefore(image, by("pages").children[index] ?? null);
  });
  while (by("pages").children.length > images.length) by("pages").lastChild.remove();
  by("pages").dataset.made = made.pages.map((page) => page.digest).join(" ");
}

by("as-pages").onclick = () => {
  shown.asPages = !shown.asPages;
  by("as-pages").setAttribute("aria-pressed", shown.asPages);
  by("pages").hidden = !shown.asPages;
  frame.hidden = shown.asPages;
  refresh();
};

function turn(pack, product) {
  Object.assign(shown, { pack, product, known: {}, elements: new Map() });
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
  if (first) inside.defaultView.scrollTo(0, 0);
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
  const told = new Set();
  const every = [...problems, ...(document.body.classList.contains("broken") ? [] : evidence)].filter((one) => {
    const key = JSON.stringify([one.code, one.file, one.line, one.column, one.message]);
    return !told.has(key) && told.add(key);
  });
  every.sort((a, b) => RANKS.indexOf(a.severity) - RANKS.indexOf(b.severity));
  const counts = RANKS.map((rank) => [every.filter((one) => one.severity === rank).length, rank]).filter(([count]) => count);
  const words = counts.map(([count, rank]) => `${count} ${rank}${count > 1 ? "s" : ""}`).join(", ") || "None.";
  if (by("count").textContent !== words) by("count").textContent = words;
  by("problems").replaceChildren(...every.map(row));
  underline(every);
}

function row(one) {
  const made = element("li", undefined, one.severity), button = element("button");
  button.append(element("span", one.severity, "severity"), `: ${one.message}`);
  if (one.excerpt) button.append(element("code", one.excerpt.trim()));
  button.append(element("small", one.hint), element("small", `${one.file}${one.line ? `:${one.line}:${one.column}` : ""} [${one.code}]`));
  button.onclick = () => {
    lead(one.at);
    open({ file: one.file, line: one.line, column: one.column });
  };
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
